import type { Page } from '@playwright/test';
import { block } from '../../src/lib/server/occupancy/block.ts';
import { addMonths, monthOf } from '../../src/lib/components/times/months.ts';
import { dayNumber, localDate } from '../../src/lib/scheduling/zoned-time.ts';
import { ZONE } from '../support/shop.ts';
import { awake } from './pages.ts';
import { clock, day, openPopup, popupIsLive, showDay, timeOf } from './picker.ts';
import { expect, test } from './reslot.ts';

const earliest = (page: Page) => page.locator('[data-earliest]');
const startOf = async (page: Page) => Number(await earliest(page).getAttribute('data-earliest'));
const starts = (page: Page) =>
	page
		.locator('[data-start]')
		.evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLElement).dataset.start)));
const part = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const hourOf = (at: number) =>
	Number(
		new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: ZONE }).format(at).slice(0, 2)
	);

test('the earliest time of all is one press away, and follows what others take', async ({
	page,
	shop,
	bookedLink
}) => {
	// In another month, whatever day it is today.
	const { id, path } = await bookedLink(40, 9);
	await openPopup(page, path);
	await popupIsLive(page);
	const first = await startOf(page);
	expect(first).toBeLessThan(shop.at(2, 9));

	// Nobody leafs: the day that is far from the month that is shown is live too.
	await shop.booked(first);
	await expect(earliest(page)).not.toHaveAttribute('data-earliest', String(first));
	const next = await startOf(page);
	expect(next).toBeGreaterThan(first);
	await expect(earliest(page)).toContainText(clock(next));

	await earliest(page).click();
	await expect(page.getByRole('heading', { name: 'Move your booking?' })).toBeFocused();
	await expect(page.getByRole('timer')).toBeVisible();
	// Back to the times, in the month of the time that was chosen.
	await page.getByRole('link', { name: 'See all times' }).click();
	await expect(page.getByRole('heading', { name: day(next), exact: true })).toBeVisible();
	await expect(timeOf(page, next)).toBeFocused();
	await earliest(page).click();
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('Your booking has been moved')).toBeVisible();
	const [moved] = await shop.sql`select starts_at as "startsAt" from booking where id = ${id}`;
	expect(moved).toEqual({ startsAt: next });
});

test('when a whole first day is taken, the earliest time is on a later one', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(40, 9);
	await openPopup(page, path);
	await popupIsLive(page);
	const before = await startOf(page);
	await block(shop.sql, {
		fieldworkerId: shop.fieldworkerIds[0]!,
		startsAt: shop.at(0, 0),
		endsAt: shop.at(6, 0),
		title: 'Away'
	});
	await expect.poll(() => startOf(page)).toBe(shop.at(6, 8));
	expect(before).toBeLessThan(shop.at(6, 8));
});

test('mornings only: the calendar, the times and the earliest follow, in every month', async ({
	page,
	shop,
	bookedLink
}) => {
	await block(shop.sql, {
		fieldworkerId: shop.fieldworkerIds[0]!,
		startsAt: shop.at(4, 8),
		endsAt: shop.at(4, 12),
		title: 'School'
	});
	const { path } = await bookedLink(4, 15);
	await openPopup(page, path);
	await showDay(page, shop.at(4, 9));
	await popupIsLive(page);
	await expect(timeOf(page, shop.at(4, 13))).toBeVisible();

	await part(page, 'Mornings').press('Space');
	await expect(part(page, 'Mornings')).toHaveAttribute('aria-pressed', 'true');
	await expect(page.getByText('No times in the morning are free on this day.')).toBeVisible();
	await expect(timeOf(page, shop.at(4, 13))).toHaveCount(0);
	const near = monthOf(shop.date(5)) === monthOf(shop.date(4)) ? shop.at(5, 9) : shop.at(3, 9);
	await page.getByRole('link', { name: `See ${day(near)}` }).click();
	await expect(page.getByRole('heading', { name: day(near), exact: true })).toBeFocused();
	for (const start of await starts(page)) expect(hourOf(start)).toBeLessThan(12);
	expect(hourOf(await startOf(page))).toBeLessThan(12);

	// It outlives the month.
	const tenth = `${addMonths(monthOf(shop.date(0)), 1)}-10`;
	const later = dayNumber(tenth) - dayNumber(shop.date(0));
	await showDay(page, shop.at(later, 9));
	expect((await starts(page)).length).toBeGreaterThan(0);
	for (const start of await starts(page)) expect(hourOf(start)).toBeLessThan(12);
	await part(page, 'Mornings').click();
	await expect(timeOf(page, shop.at(later, 13))).toBeVisible();
	await part(page, 'Evenings').click();
	await expect.poll(async () => hourOf(await startOf(page))).toBe(17);
});

test.describe('a customer in a zone of their own', () => {
	const EUCLA = 'Australia/Eucla';
	test.use({ timezoneId: EUCLA });
	const there = (at: number) =>
		new Intl.DateTimeFormat('en-US', { timeStyle: 'short', timeZone: EUCLA })
			.format(at)
			.replace('\u202f', ' ');
	const dateThere = (at: number) => localDate(EUCLA, at);

	test('reads their own days and times, the business’s beside them, and can switch', async ({
		page,
		shop,
		bookedLink
	}) => {
		// Three in the afternoon in New York is the next morning there.
		const { id, path } = await bookedLink(5, 15);
		const at = shop.at(5, 15);
		await page.goto(path);
		await expect(page.getByText('Eucla time').first()).toBeVisible();
		const popup = await openPopup(page, path);
		await popupIsLive(page);

		const chosenDay = page.locator('[data-date][aria-label*="the day of your booking"]');
		await expect(chosenDay).toHaveAttribute('data-date', dateThere(at));
		await expect(popup.getByText(/^In New York it is \d+ hours 45 minutes earlier/)).toBeVisible();
		for (const start of await starts(page)) {
			expect(dateThere(start)).toBe(dateThere(at));
			const cell = page.locator(`[data-start="${start}"]`);
			await expect(cell).toHaveAccessibleName(`${there(start)}, free`);
		}

		// What somebody else takes goes from the day on which the reader sees it.
		const other = (await starts(page)).find((start) => Math.abs(start - at) >= 3 * 3_600_000)!;
		await shop.booked(other);
		await expect(page.locator(`[data-start="${other}"][href]`)).toHaveCount(0);

		await popup.getByRole('button', { name: 'Show New York time' }).click();
		await expect(chosenDay).toHaveAttribute('data-date', localDate(ZONE, at));
		await expect(page.getByRole('heading', { name: day(at), exact: true })).toBeVisible();
		await expect(timeOf(page, shop.at(5, 8))).toBeVisible();
		await expect(popup.getByText(/^In Eucla it is \d+ hours 45 minutes later/)).toBeVisible();

		await timeOf(page, shop.at(5, 8)).click();
		await expect(popup.getByText('Both in New York time.')).toBeVisible();
		await expect(popup.getByText(`${there(shop.at(5, 8))} in Eucla`)).toBeVisible();
		await popup.getByLabel('Why are you moving it?').fill('I wake up late');
		await popup.getByRole('button', { name: 'Confirm new time' }).click();
		await expect(page.getByText('Your booking has been moved')).toBeVisible();
		const [moved] = await shop.sql`select starts_at as "startsAt" from booking where id = ${id}`;
		expect(moved).toEqual({ startsAt: shop.at(5, 8) });
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the earliest time, mornings and another zone are links', async ({
		page,
		context,
		baseURL,
		shop,
		bookedLink
	}) => {
		const { id, path } = await bookedLink(40, 9);
		await context.addCookies([
			{ name: 'reslot-zone', value: 'Australia%2FAdelaide', url: baseURL! }
		]);
		await page.goto(`${path}/reschedule`);
		await expect(page.getByText('Times are in Adelaide time.').first()).toBeVisible();
		// Half past ten at night to half past eight in the morning, or an hour beside that.
		await page.getByRole('link', { name: 'Mornings', exact: true }).click();
		const hour = (at: number) =>
			Number(
				new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: 'Australia/Adelaide' })
					.format(at)
					.slice(0, 2)
			);
		const shown = await starts(page);
		expect(shown.length).toBeGreaterThan(0);
		for (const start of [...shown, await startOf(page)]) expect(hour(start)).toBeLessThan(12);

		const first = await startOf(page);
		await earliest(page).click();
		await expect(page.getByRole('heading', { name: 'Move your booking?' })).toBeVisible();
		await expect(page.getByText('Both in Adelaide time.')).toBeVisible();
		await page.getByRole('link', { name: 'See all times' }).click();
		await expect(page.getByRole('link', { name: 'Mornings', exact: true })).toHaveAttribute(
			'aria-current',
			'true'
		);
		await earliest(page).click();
		await page.getByRole('button', { name: 'Confirm new time' }).click();
		await expect(page.getByText('Your booking has been moved')).toBeVisible();
		const [moved] = await shop.sql`select starts_at as "startsAt" from booking where id = ${id}`;
		expect(moved).toEqual({ startsAt: first });
	});
});

test('where nothing is free at all that is said once, and no other month is offered', async ({
	page,
	shop
}) => {
	await block(shop.sql, {
		fieldworkerId: null,
		startsAt: shop.at(-1, 0),
		endsAt: shop.at(400, 0),
		title: 'Closed'
	});
	await page.goto(`/book?service=${shop.serviceId}`);
	await awake(page);
	await expect(page.getByText(/^No times are free up to /)).toHaveCount(1);
	await expect(page.getByText('Please contact us')).toBeVisible();
	await expect(page.getByRole('link', { name: /^See / })).toHaveCount(0);
});
