import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const DOWNLOAD_LIMIT = 120_000;

/** Chromium's own sandbox does not work for root; the rest keeps it quiet and off the network. */
export const launchArguments = [
	...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** The Chromium that is here: Playwright's own, else the system's; null when there is none. */
export function installedChromium(): string | null {
	const own = chromium.executablePath();
	if (existsSync(own)) return own;
	const folders = (process.env.PATH ?? '').split(delimiter);
	const candidates = SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
	return candidates.find((path) => existsSync(path)) ?? null;
}

function run(command: string, args: string[], timeout?: number): void {
	spawnSync(command, args, {
		timeout,
		stdio: 'ignore',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
	});
}

/**
 * The Chromium that is here, else one that is fetched: by Playwright, or where that is not possible
 * and we are root on a Debian, by apt.
 * @throws Error that says what to do when none can be had
 */
export function ensureChromium(): string {
	const here = installedChromium();
	if (here) return here;
	run('npx', ['playwright', 'install', 'chromium'], DOWNLOAD_LIMIT);
	const downloaded = installedChromium();
	if (downloaded) return downloaded;
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		run('apt-get', ['update']);
		run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
	}
	const installed = installedChromium();
	if (installed) return installed;
	throw new Error('The browser tests need a Chromium: install one (apt-get install chromium).');
}
