import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from '@playwright/test';

/** What a page loads of one kind: how many files, and bytes as they came over the wire. */
type Loaded = { files: number; bytes: number };
type PageLoad = Record<'html' | 'js' | 'css' | 'font' | 'other', Loaded>;

const KINDS: { [type: string]: keyof PageLoad } = {
	Document: 'html',
	Script: 'js',
	Stylesheet: 'css',
	Font: 'font'
};

/**
 * Opens a page with nothing kept from before, and adds up all that it loads until nothing is under
 * way any more: compressed, with headers. Nothing is pressed meanwhile. Styles that came inside the
 * page are counted as styles.
 */
export async function loadOf(page: Page, path: string): Promise<PageLoad> {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Network.enable');
	await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
	const types = new Map<string, string>();
	const load: PageLoad = {
		html: { files: 0, bytes: 0 },
		js: { files: 0, bytes: 0 },
		css: { files: 0, bytes: 0 },
		font: { files: 0, bytes: 0 },
		other: { files: 0, bytes: 0 }
	};
	cdp.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
	cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const kind = load[KINDS[types.get(requestId) ?? ''] ?? 'other'];
		kind.files += 1;
		kind.bytes += encodedDataLength;
	});
	await page.goto(path);
	await page.waitForLoadState('networkidle');
	await cdp.detach();
	const inside = gzipSync((await page.locator('style').allTextContents()).join('')).length;
	load.css.bytes += inside;
	load.html.bytes -= inside;
	return load;
}

/** Kilobytes of a thousand bytes, as a table says them. */
export const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/**
 * A slow phone: Chromium's "slow 4G" (562.5 ms a request, 1.44 Mbit/s down, 0.675 up, as its
 * developer tools have it) and a processor a fourth as fast.
 */
export async function slowPhone(page: Page): Promise<CDPSession> {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('Network.enable');
	await cdp.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 562.5,
		downloadThroughput: (1.6e6 * 0.9) / 8,
		uploadThroughput: (750e3 * 0.9) / 8
	});
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	return cdp;
}
