// The order counts: nearly every browser also calls itself one of those further down.
const BROWSERS: [RegExp, string][] = [
	[/\bEdg(e|A|iOS)?\//, 'Edge'],
	[/\b(OPR|Opera)\//, 'Opera'],
	[/\bSamsungBrowser\//, 'Samsung Internet'],
	[/\b(Firefox|FxiOS)\//, 'Firefox'],
	[/(Chrome|CriOS|Chromium)\//, 'Chrome'],
	[/\bSafari\//, 'Safari']
];
const SYSTEMS: [RegExp, string][] = [
	[/\biPhone\b/, 'iPhone'],
	[/\biPad\b/, 'iPad'],
	[/\bAndroid\b/, 'Android'],
	[/\bCrOS\b/, 'ChromeOS'],
	[/\bWindows\b/, 'Windows'],
	[/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
	[/\bLinux\b/, 'Linux']
];

/** What somebody is signed in with, as far as it says so itself, and whether one carries it about. */
export function findDevice(userAgent: string): {
	browser?: string | undefined;
	system?: string | undefined;
	phone: boolean;
} {
	const of = (list: [RegExp, string][]) => list.find(([form]) => form.test(userAgent))?.[1];
	const phone = /iPhone|Android.*Mobile/.test(userAgent);
	return { browser: of(BROWSERS), system: of(SYSTEMS), phone };
}

/** What somebody is signed in with, as they would call it: "Safari on iPhone". */
export function sayDevice(userAgent: string): string {
	const { browser, system } = findDevice(userAgent);
	if (browser && system) return `${browser} on ${system}`;
	return browser ?? system ?? 'An unknown device';
}
