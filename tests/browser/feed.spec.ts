import type { Page } from '@playwright/test';
import { cancel } from '../../src/lib/server/bookings/cancel.ts';
import { move } from '../../src/lib/server/bookings/move.ts';
import { BY_LINK } from '../support/shop.ts';
import { awake, isLive } from './pages.ts';
import { expect, test } from './reslot.ts';

const byCustomer = { reason: '', actor: BY_LINK };
const lines = (page: Page) =>
	page.getByRole('region', { name: 'What happened' }).getByRole('listitem');
const asked = (page: Page) => new URL(page.url()).searchParams;

test.describe('the activity feed', () => {
	test.use({ viewport: { width: 1440, height: 900 } });

	test('tells by itself what customers do, and a press goes to the booking where it is now', async ({
		page,
		shop,
		signIn
	}) => {
		const booking = await shop.booked(shop.at(3, 9));
		await signIn(page);
		await page.goto('/admin');
		await awake(page);
		await isLive(page);
		await expect(lines(page)).toHaveCount(1);
		await expect(lines(page).first()).toContainText('Customer 1 booked Lesson');
		await expect(lines(page).first()).toContainText('on the booking page');

		await move(shop.sql, { bookingId: booking.id, startsAt: shop.at(9, 14), ...byCustomer });
		const newest = lines(page).first();
		await expect(newest).toContainText('Customer 1 moved Lesson');
		await expect(newest).toContainText(/9:00 AM\s*→\s*to .*2:00 PM/);
		await expect(newest).toContainText('by email link · just now');
		// New since somebody looked.
		await expect(page.getByRole('button', { name: '1 new: seen' })).toBeVisible();
		await page.getByRole('button', { name: '1 new: seen' }).click();
		await expect(page.getByRole('button', { name: /new: seen/ })).toHaveCount(0);

		await newest.getByRole('link').click();
		await expect.poll(() => asked(page).get('booking')).toBe(String(booking.id));
		await expect.poll(() => asked(page).get('date')).toBe(shop.date(9));
	});

	test('has what is older, a page at a time, and is folded away for good', async ({
		page,
		shop,
		signIn
	}) => {
		const { id } = await shop.booked(shop.at(3, 9));
		for (let n = 0; n < 34; n++) {
			const startsAt = shop.at(3, 10 + (n % 2));
			await move(shop.sql, { bookingId: id, startsAt, reason: `No ${n}.`, actor: BY_LINK });
		}
		await signIn(page);
		await page.goto('/admin');
		await awake(page);
		await expect(lines(page)).toHaveCount(30);
		await page.getByRole('button', { name: 'Older' }).click();
		await expect(lines(page)).toHaveCount(35);
		await expect(page.getByRole('button', { name: 'Older' })).toHaveCount(0);
		await expect(lines(page).last()).toContainText('booked Lesson');
		await cancel(shop.sql, { bookingId: id, ...byCustomer });
		await expect(lines(page)).toHaveCount(36);
		await expect(lines(page).first()).toContainText('cancelled Lesson');

		await page.getByRole('button', { name: 'Fold the activity away' }).click();
		await expect(page.getByRole('button', { name: 'Activity', exact: true })).toBeVisible();
		await page.reload();
		await awake(page);
		await expect(lines(page)).toHaveCount(0);
		await page.getByRole('button', { name: /^Activity/ }).click();
		await expect(lines(page).first()).toBeVisible();
	});

	test('says when it could not be read, and reads it again', async ({ page, shop, signIn }) => {
		await shop.booked(shop.at(3, 9));
		await page.route('**/admin/activity', (route) => route.abort());
		await signIn(page);
		await page.goto('/admin');
		await awake(page);
		await expect(page.getByText('What happened could not be read')).toBeVisible();
		await page.unroute('**/admin/activity');
		await page
			.getByRole('region', { name: 'What happened' })
			.getByRole('button', { name: 'Try again' })
			.click();
		await expect(lines(page)).toHaveCount(1);
	});

	test('is behind a button on a phone, which says how much is new', async ({
		page,
		shop,
		signIn
	}) => {
		await page.setViewportSize({ width: 390, height: 844 });
		const { id } = await shop.booked(shop.at(3, 9));
		await signIn(page);
		await page.goto('/admin');
		await awake(page);
		const button = page.getByRole('button', { name: /^Activity/ });
		await expect(button).toHaveText('Activity');
		await isLive(page);
		await move(shop.sql, { bookingId: id, startsAt: shop.at(4, 14), ...byCustomer });
		await expect(button).toHaveText('Activity: 1 new');
		await button.click();
		const sheet = page.getByRole('dialog', { name: 'Activity' });
		await expect(sheet.getByRole('listitem').first()).toContainText('New: Customer');
		await page.keyboard.press('Escape');
		await expect(button).toHaveText('Activity');
	});
});

test.describe('the board’s filter', () => {
	test.use({ viewport: { width: 1440, height: 900 } });
	const reads = (page: Page) => {
		const urls: URL[] = [];
		page.on('request', (request) => {
			const url = new URL(request.url());
			if (url.pathname === '/admin/calendar') urls.push(url);
		});
		return urls;
	};

	test('is in the address, and the back button takes it back', async ({ page, shop, signIn }) => {
		await shop.booked(shop.at(3, 9), shop.fieldworkerIds[0]);
		await shop.booked(shop.at(3, 9), shop.fieldworkerIds[1]);
		await signIn(page);
		await page.goto(`/admin?date=${shop.date(3)}&view=day`);
		await awake(page);
		const entry = (id: number) => page.locator(`a[href="/admin/bookings/${id}"]`);
		await expect(entry(1001)).toBeVisible();
		await expect(entry(1002)).toBeVisible();

		const chip = page.getByRole('button', { name: 'Worker 2', exact: true });
		await chip.click();
		await expect(chip).toHaveAttribute('aria-pressed', 'true');
		await expect(entry(1001)).toHaveCount(0);
		await expect(entry(1002)).toBeVisible();
		expect(asked(page).get('fieldworker')).toBe(String(shop.fieldworkerIds[1]));
		expect(asked(page).get('view')).toBe('day');
		await page.getByLabel('Search for a customer').fill('customer1@');
		await expect(entry(1002)).toHaveCount(0);
		expect(asked(page).get('search')).toBe('customer1@');

		await page.goBack();
		await expect(entry(1002)).toBeVisible();
		await expect(page.getByLabel('Search for a customer')).toHaveValue('');
		await page.goBack();
		await expect(entry(1001)).toBeVisible();
		await expect(chip).toHaveAttribute('aria-pressed', 'false');

		await page.goForward();
		await expect(entry(1001)).toHaveCount(0);
		await page.getByRole('button', { name: 'Clear all' }).click();
		await expect(entry(1001)).toBeVisible();
		expect(asked(page).has('fieldworker')).toBe(false);
	});

	test('is read from an address that somebody shared, and what makes no sense is said', async ({
		page,
		shop,
		signIn
	}) => {
		await shop.booked(shop.at(3, 9), shop.fieldworkerIds[0]);
		await shop.booked(shop.at(3, 9), shop.fieldworkerIds[1]);
		await signIn(page);
		const urls = reads(page);
		const [, second] = shop.fieldworkerIds;
		await page.goto(
			`/admin?date=${shop.date(3)}&view=day&fieldworker=${second},99&status=confirmed,paid`
		);
		await awake(page);
		await expect(page.locator('a[href="/admin/bookings/1002"]')).toBeVisible();
		await expect(page.locator('a[href="/admin/bookings/1001"]')).toHaveCount(0);
		await expect(page.getByText('names a fieldworker that is not here: 99.')).toBeVisible();
		await expect(page.getByText('names a status that is not here: paid.')).toBeVisible();
		await expect.poll(() => urls.at(-1)?.searchParams.get('fieldworker')).toBe(String(second));
		await expect.poll(() => urls.at(-1)?.searchParams.get('status')).toBe('confirmed');
	});

	test('is a sheet on a phone', async ({ page, shop, signIn }) => {
		await page.setViewportSize({ width: 390, height: 844 });
		await shop.booked(shop.at(3, 9), shop.fieldworkerIds[0]);
		await signIn(page);
		await page.goto(`/admin?date=${shop.date(3)}&view=day`);
		await awake(page);
		await expect(page.locator('a[href="/admin/bookings/1001"]')).toBeVisible();
		await page.getByRole('button', { name: 'Filters' }).click();
		const sheet = page.getByRole('dialog', { name: 'Filters' });
		await sheet.getByLabel('Worker 2').check();
		await sheet.getByLabel('Cancelled').check();
		await sheet.getByRole('button', { name: 'Show' }).click();
		await expect(page.getByRole('button', { name: 'Filters: 2' })).toBeVisible();
		await expect(page.locator('a[href="/admin/bookings/1001"]')).toHaveCount(0);
	});
});

test('a turn of the board is there at once: what comes next was read ahead', async ({
	page,
	shop,
	signIn
}) => {
	await shop.booked(shop.at(10, 9));
	await signIn(page);
	await page.goto('/admin');
	// What was read before the page was live is not kept, and the test cannot tell: then once more.
	await expect(async () => {
		await page.unroute('**/admin/calendar?*');
		const ahead = page.waitForResponse((response) => {
			const { pathname, searchParams } = new URL(response.url());
			return pathname === '/admin/calendar' && Number(searchParams.get('until')) > shop.at(11, 0);
		});
		await page.goto(`/admin?date=${shop.date(3)}&view=week`);
		await awake(page);
		await isLive(page);
		await ahead;
		await page.route('**/admin/calendar?*', (route) => route.abort());
		await page.getByRole('button', { name: 'Later' }).click();
		await expect(page.locator('a[href="/admin/bookings/1001"]')).toBeVisible({ timeout: 2_000 });
	}).toPass();
	// What was read ahead is of no use once it has changed.
	await page.unroute('**/admin/calendar?*');
	await cancel(shop.sql, { bookingId: 1001, ...byCustomer });
	await expect(page.locator('a[href="/admin/bookings/1001"]')).toHaveClass(/cancelled/);
});
