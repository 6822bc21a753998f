import type { Page, Request } from '@playwright/test';
import { budgets } from '../budgets.ts';
import { kilobytes, loadOf, slowPhone } from '../support/page-load.ts';
import { awake, holdBack } from './pages.ts';
import { expect, test } from './reslot.ts';

// How much a page loads, and when. How long that takes is in `npm run bench`.

test.use({ serviceWorkers: 'block' });

const edit = (page: Page) => page.getByRole('link', { name: 'Edit', exact: true });

/** The requests for what a popup shows, from here on. */
function readingsOf(page: Page): string[] {
	const readings: string[] = [];
	page.on('request', (request: Request) => {
		if (request.url().includes('/reschedule/__data.json')) readings.push(request.url());
	});
	return readings;
}

/** Has every page that is opened from here on count what moves in it. */
const watchMoves = (page: Page) =>
	page.addInitScript(() => {
		let moved = 0;
		const count = (entries: PerformanceEntryList) => {
			for (const entry of entries) moved += (entry as PerformanceEntry & { value: number }).value;
		};
		const observer = new PerformanceObserver((list) => count(list.getEntries()));
		observer.observe({ type: 'layout-shift', buffered: true });
		Object.assign(window, {
			moved: () => {
				count(observer.takeRecords());
				return moved;
			}
		});
	});

/** How much has moved so far (1 is everything, by the whole screen), and with what is changed by now. */
const moved = (page: Page) =>
	page.evaluate(
		() =>
			new Promise<number>((resolve) => {
				// Drawn with the first frame, it is counted before the second begins.
				const { moved } = window as unknown as { moved: () => number };
				requestAnimationFrame(() => requestAnimationFrame(() => resolve(moved())));
			})
	);

test('the customers’ pages keep to their budgets', async ({ page, bookedLink }) => {
	const { path } = await bookedLink(3, 9);
	const pages = {
		booking: path,
		reschedule: `${path}/reschedule`,
		book: '/book',
		portal: '/portal'
	};
	const table: Record<string, Record<string, string>> = {};
	const over: string[] = [];
	for (const [name, address] of Object.entries(pages)) {
		const load = await loadOf(page, address);
		const budget = budgets[name as keyof typeof budgets];
		const files = load.js.files + load.css.files;
		table[name] = {
			js: `${kilobytes(load.js.bytes)} of ${kilobytes(budget.js)}`,
			css: `${kilobytes(load.css.bytes)} of ${kilobytes(budget.css)}`,
			html: kilobytes(load.html.bytes),
			font: kilobytes(load.font.bytes),
			files: `${files} of ${budget.files}`
		};
		if (load.js.bytes > budget.js) over.push(`${name}: code`);
		if (load.css.bytes > budget.css) over.push(`${name}: styles`);
		if (files > budget.files) over.push(`${name}: files`);
		// It was measured, and not something that failed.
		expect(load.js.bytes).toBeGreaterThan(30_000);
		expect(load.css.bytes).toBeGreaterThan(2_000);
	}
	console.table(table);
	expect(over, 'over the budgets in tests/budgets.ts').toEqual([]);
});

test('nothing moves as a booking’s page comes in, however late the font', async ({
	page,
	bookedLink
}) => {
	await page.setViewportSize({ width: 390, height: 844 });
	const { path } = await bookedLink(3, 9);
	await watchMoves(page);
	const font = await holdBack(page, /\.woff2$/);
	await page.goto(path, { waitUntil: 'commit' });
	await font.sent;
	await awake(page);
	await expect(edit(page)).toBeVisible();
	font.arrive();
	const arrived = () => page.evaluate(() => document.fonts.check('16px "Inter Variable"'));
	await expect.poll(arrived).toBe(true);
	expect(await moved(page)).toBeLessThan(0.01);
});

test.describe('from another zone than the business’s', () => {
	test.use({ timezoneId: 'Europe/London' });

	for (const width of [390, 1280]) {
		test(`nothing moves as a first visit’s page turns to one’s own clocks, ${width} px wide`, async ({
			page,
			bookedLink
		}) => {
			await page.setViewportSize({ width, height: 844 });
			const { path } = await bookedLink(3, 9);
			await watchMoves(page);
			await page.goto(path);
			await awake(page);
			await expect(page.getByRole('article').getByText(/^London time \(/)).toBeVisible();
			expect(await moved(page)).toBeLessThan(0.01);
		});
	}
});

test('a popup is read ahead when somebody is about to press, not before, and only once', async ({
	page,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const readings = readingsOf(page);
	const code: string[] = [];
	await page.goto(path);
	await awake(page);
	await page.waitForLoadState('networkidle');
	page.on('request', (request) => request.url().endsWith('.js') && code.push(request.url()));
	expect(readings).toEqual([]);

	const answered = page.waitForResponse(/\/reschedule\/__data\.json/);
	await edit(page).hover();
	await answered;
	await expect.poll(() => code.length).toBeGreaterThan(0);
	await page.waitForLoadState('networkidle');
	const before = { code: [...code], readings: [...readings] };
	expect(before.readings).toHaveLength(1);

	await edit(page).click();
	await expect(page.getByRole('dialog').locator('[data-start]').first()).toBeVisible();
	expect({ code, readings }).toEqual(before);
});

test('the keyboard’s focus reads ahead, too', async ({ page, bookedLink }) => {
	const { path } = await bookedLink(3, 9);
	const readings = readingsOf(page);
	await page.goto(path);
	await awake(page);
	await edit(page).focus();
	await expect.poll(() => readings.length).toBe(1);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('dialog').locator('[data-start]').first()).toBeVisible();
	expect(readings).toHaveLength(1);
});

test('what was read ahead is not shown once the rules have changed', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const readings = readingsOf(page);
	// Once it is live, it reads how the booking stands.
	const live = page.waitForResponse(/\/standing$/);
	await page.goto(path);
	await live;
	const answered = page.waitForResponse(/\/reschedule\/__data\.json/);
	await edit(page).hover();
	await answered;
	const heard = page.waitForResponse(/\/standing$/);
	await shop.setFlags({ furthestDays: 4 });
	await heard;
	await edit(page).click();
	const popup = page.getByRole('dialog');
	await expect(popup.locator('[data-start]').first()).toBeVisible();
	const sixth = popup.locator(`a[data-date="${shop.date(6)}"]:not([aria-disabled])`);
	await expect(sixth).toHaveCount(0);
	expect(readings.length).toBeGreaterThan(1);
});

test('where the popup’s code cannot be had, the press leads to its page', async ({
	page,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await page.goto(path);
	await awake(page);
	await page.waitForLoadState('networkidle');
	await page.route(/\/immutable\/chunks\//, (route) => route.abort());
	await edit(page).click();
	await expect(page).toHaveURL(new RegExp(`${path}/reschedule$`));
	await expect(page.getByRole('heading', { level: 1, name: 'Choose a new time' })).toBeVisible();
});

test('a slow phone gets to the times', async ({ page, bookedLink }) => {
	const { path } = await bookedLink(3, 9);
	await slowPhone(page);
	await page.goto(path);
	await awake(page);
	await edit(page).click();
	await expect(page.getByRole('dialog').locator('[data-start]').first()).toBeVisible();
});
