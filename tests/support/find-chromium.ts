import { ensureChromium } from './chromium.ts';

// Run before the browser tests: gets a Chromium where there is none, and says which it is.
try {
	console.log(`Chromium: ${ensureChromium()}`);
} catch (thrown) {
	console.error((thrown as Error).message);
	process.exitCode = 1;
}
