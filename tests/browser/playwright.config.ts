import { defineConfig } from '@playwright/test';
import { installedChromium, launchArguments } from '../support/chromium.ts';

/** The flows, in a real Chromium against the production build. */
export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results',
	// Two cores: each worker has a browser, a server and a database of its own.
	workers: 2,
	forbidOnly: Boolean(process.env.CI),
	timeout: 90_000,
	expect: { timeout: 15_000 },
	reporter: [['list']],
	use: {
		launchOptions: { executablePath: installedChromium() ?? undefined, args: launchArguments },
		locale: 'en-US',
		timezoneId: 'America/New_York',
		contextOptions: { reducedMotion: 'reduce' }
	}
});
