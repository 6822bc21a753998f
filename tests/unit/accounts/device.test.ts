import { expect, test } from 'vitest';
import { sayDevice } from '../../../src/routes/_account/device.ts';

test.each([
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
		'Safari on iPhone'
	],
	[
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
		'Edge on Windows'
	],
	[
		'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36',
		'Chrome on Linux'
	],
	['Mozilla/5.0 (Android 16; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0', 'Firefox on Android'],
	['curl/8.9', 'An unknown device'],
	['', 'An unknown device']
])('%s is said as %s', (userAgent, words) => {
	expect(sayDevice(userAgent)).toBe(words);
});
