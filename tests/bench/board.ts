// What the board costs beside FullCalendar bare: `node tests/bench/board.ts`, two minutes. Real
// Chromium, the board's own modules as Vite builds them for production; the same events, views and
// options. Both are timed in turn, round by round, so that a busy machine slows both. Milliseconds
// from having the data to the painted board, and for one booking that then moves by itself.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { ensureChromium, launchArguments } from '../support/chromium.ts';
import { boardOf, movedOnce } from './board/bookings.ts';
import type { View, Ways } from './board/page.ts';

const ROUNDS = 7;
/** Bookings in the month that is on view, or that has the week that is on view. */
const COUNTS = [100, 1_000, 5_000];
const VIEWS: View[] = ['month', 'week'];

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const outDir = await mkdtemp(join(tmpdir(), 'reslot-bench-'));
const vite = {
	root: here('board'),
	configFile: false,
	logLevel: 'error',
	resolve: { alias: { $lib: here('../../src/lib') } }
} as const;

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

/** The medians of both ways, taken in turn. */
async function compare(page: Page, count: number, view: View) {
	const answer = boardOf(count, view);
	const given = { answer, moved: movedOnce(answer), view };
	const run = (way: keyof Ways) =>
		page.evaluate(
			({ way, given: { answer, moved, view } }) =>
				(window as unknown as { ways: Ways }).ways[way](answer, moved, view),
			{ way, given }
		);
	const runs = { ours: [await run('ours')], bare: [await run('bare')] };
	// The first of each warmed up.
	runs.ours.length = runs.bare.length = 0;
	for (let round = 0; round < ROUNDS; round++) {
		runs.ours.push(await run('ours'));
		runs.bare.push(await run('bare'));
	}
	const of = (way: keyof Ways, what: 'painted' | 'changed') =>
		median(runs[way].map((one) => one[what]));
	return (['painted', 'changed'] as const).map((what) => ({
		what,
		ours: of('ours', what),
		bare: of('bare', what)
	}));
}

await build({ ...vite, build: { outDir, emptyOutDir: true } });
const server = await preview({ ...vite, build: { outDir }, preview: { port: 0 } });
const browser = await chromium.launch({
	executablePath: ensureChromium(),
	args: launchArguments
});
try {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	await page.goto(server.resolvedUrls?.local[0] ?? '');
	await page.waitForFunction(() => 'ways' in window);
	const line = (name: string, ...cells: string[]) =>
		console.log([name.padEnd(24), ...cells.map((cell) => cell.padStart(9))].join(' '));
	line('', 'ours ms', 'bare ms', 'ratio');
	for (const view of VIEWS) {
		for (const count of COUNTS) {
			for (const { what, ours, bare } of await compare(page, count, view)) {
				const name = `${view}, ${count}: ${what === 'painted' ? 'painted' : 'one change'}`;
				line(name, ours.toFixed(0), bare.toFixed(0), (ours / bare).toFixed(2));
			}
		}
	}
} finally {
	await browser.close();
	await server.close();
	await rm(outDir, { recursive: true });
}
