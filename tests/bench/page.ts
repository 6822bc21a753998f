// What the booking page costs a customer: `node tests/bench/page.ts`, a minute; it needs a build.
// Real Chromium, the production server, a booking's page as a mail's link opens it. Each time anew,
// in a browser that has nothing of it; medians.
import { chromium, devices, type Browser, type Page } from '@playwright/test';
import { connect } from '../../src/lib/server/database/connection.ts';
import { startEmbeddedPostgres } from '../../src/lib/server/database/embedded.ts';
import { issueLink } from '../../src/lib/server/links/manage-link.ts';
import { ensureChromium, launchArguments } from '../support/chromium.ts';
import { kilobytes, loadOf, slowPhone } from '../support/page-load.ts';
import { startReslot } from '../support/reslot.ts';
import { openShop } from '../support/shop.ts';

const ROUNDS = 7;
const phone = { ...devices['Pixel 7'], locale: 'en-US', timezoneId: 'America/New_York' };

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
const line = (name: string, ...cells: string[]) =>
	console.log([name.padEnd(44), ...cells.map((cell) => cell.padStart(10))].join(' '));

/** Marks, in the page, when it shows what it is about, answers by itself, and opens a popup. */
async function watch(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const marks: Record<string, number> = {};
		Object.assign(window, { marks });
		const look = () => {
			const link = document.querySelector('a[href$="/reschedule"]');
			if (link) marks.shown ??= performance.now();
			if (history.scrollRestoration === 'manual') marks.awake ??= performance.now();
			if (document.querySelector('[role=dialog] [data-start]')) marks.open ??= performance.now();
			if (marks.open === undefined) requestAnimationFrame(look);
		};
		requestAnimationFrame(look);
		addEventListener('click', () => (marks.press ??= performance.now()), { capture: true });
	});
}

type Marks = { shown: number; awake: number; press: number; open: number; painted: number };

const marksOf = (page: Page) =>
	page.evaluate(() => ({
		...(window as unknown as { marks: Marks }).marks,
		painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN
	}));

/** Opens the page, then its popup, as fast as a person presses. */
async function visit(browser: Browser, url: string, slow: boolean): Promise<Marks> {
	const context = await browser.newContext(phone);
	const page = await context.newPage();
	if (slow) await slowPhone(page);
	await watch(page);
	await page.goto(url);
	await page.waitForFunction(() => history.scrollRestoration === 'manual');
	await page.waitForLoadState('networkidle');
	const edit = page.getByRole('link', { name: 'Edit', exact: true });
	const box = await edit.boundingBox();
	if (!box) throw new Error('There is no Edit');
	// A finger rests on what it presses for about a tenth of a second.
	await page.mouse.move(box.x + 5, box.y + 5);
	await page.mouse.down();
	await page.waitForTimeout(100);
	await page.mouse.up();
	await page.locator('[role=dialog] [data-start]').first().waitFor();
	const marks = await marksOf(page);
	await context.close();
	return marks;
}

const postgres = await startEmbeddedPostgres({ ephemeral: true });
const sql = connect(postgres.url);
const reslot = await startReslot({ DATABASE_URL: postgres.url, LOG_LEVEL: 'error' });
const shop = await openShop(sql, { fieldworkers: 2 });
const { id } = await shop.booked(shop.at(3, 9));
const browser = await chromium.launch({
	executablePath: ensureChromium(),
	args: launchArguments
});
try {
	const url = `${reslot.url}/b/${await issueLink(sql, id)}`;
	const context = await browser.newContext({ ...phone, serviceWorkers: 'block' });
	const load = await loadOf(await context.newPage(), url);
	await context.close();
	line('over the wire, headers included', 'files', 'bytes');
	for (const [kind, { files, bytes }] of Object.entries(load)) {
		line(kind, String(files), kilobytes(bytes));
	}
	for (const [name, slow] of [
		['as this machine is', false],
		['slow phone (4x CPU, slow 4G)', true]
	] as const) {
		const visits: Marks[] = [];
		for (let round = 0; round < ROUNDS; round++) visits.push(await visit(browser, url, slow));
		const of = (what: (marks: Marks) => number) => `${median(visits.map(what)).toFixed(0)} ms`;
		line(name);
		line(
			'  first paint',
			of(({ painted }) => painted)
		);
		line(
			'  the booking is shown, Edit leads on',
			of(({ shown }) => shown)
		);
		line(
			'  answers by itself',
			of(({ awake }) => awake)
		);
		line(
			'  press of Edit to times in the popup',
			of(({ open, press }) => open - press)
		);
	}
} finally {
	await browser.close();
	await reslot.stop();
	await sql.end();
	await postgres.stop();
}
