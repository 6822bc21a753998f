import { randomBytes } from 'node:crypto';
import { holdForVisitor } from '../../src/lib/server/holds/hold-for-visitor.ts';
import { awake, isLive } from './pages.ts';
import { clock } from './picker.ts';
import { expect, test } from './reslot.ts';

test('the week shows a booking in the business’s zone, and a press opens it beside it', async ({
	browser,
	shop,
	bookedLink,
	signIn
}) => {
	const { id } = await bookedLink(3, 9);
	// Staff who are elsewhere see the business's time all the same (R11).
	const context = await browser.newContext({ timezoneId: 'Asia/Kathmandu', locale: 'en-US' });
	const page = await context.newPage();
	await signIn(page);
	await page.goto(`/admin?date=${shop.date(3)}`);
	await expect(page.getByText('New York time')).toBeVisible();
	const event = page.locator(`a[href="/admin/bookings/${id}"]`);
	await expect(event).toContainText(clock(shop.at(3, 9)).replace(' AM', ''));
	await event.click();
	const panel = page.getByRole('complementary', { name: `Booking #${id}` });
	await expect(panel).toBeVisible();
	await expect(page).toHaveURL(new RegExp(`booking=${id}`));
	await page.goBack();
	await expect(panel).toHaveCount(0);
	await expect(event).toBeVisible();
	await context.close();
});

test('each view shows the booking, and the back button leads through them', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto(`/admin?date=${shop.date(3)}&view=day`);
	const entry = page.locator(`a[href="/admin/bookings/${id}"]`);
	await expect(entry).toBeVisible();
	for (const name of ['Month', 'Week', 'List', 'Team']) {
		await page.getByRole('button', { name, exact: true }).click();
		await expect(page).toHaveURL(
			new RegExp(`view=${name.toLowerCase()}&date=|view=${name.toLowerCase()}$`)
		);
		await expect(page.getByRole('button', { name, exact: true })).toHaveAttribute(
			'aria-pressed',
			'true'
		);
		await expect(entry).toBeVisible();
	}
	await page.getByRole('button', { name: 'Later' }).click();
	await expect(entry).toHaveCount(0);
	await page.goBack();
	await expect(entry).toBeVisible();
	for (const name of ['List', 'Week', 'Month', 'Day']) {
		await page.goBack();
		await expect(page.getByRole('button', { name, exact: true })).toHaveAttribute(
			'aria-pressed',
			'true'
		);
		await expect(entry).toBeVisible();
	}
});

test('a second zone stands beside the hours, and is remembered', async ({ page, shop, signIn }) => {
	await signIn(page);
	await page.goto(`/admin?date=${shop.date(3)}&view=day`);
	await page.getByLabel('Second time zone').selectOption('Asia/Tokyo');
	await expect(page.locator('.board-hour-there').first()).toBeVisible();
	await page.reload();
	await expect(page.getByLabel('Second time zone')).toHaveValue('Asia/Tokyo');
	await expect(page.locator('.board-hour-there').first()).toBeVisible();
});

test('a second zone is right on both sides of a clock change', async ({ page, signIn }) => {
	await signIn(page);
	// In the night to 3 November clocks go back in New York, and never in Tokyo.
	await page.goto('/admin?date=2030-11-02&view=day');
	await page.getByLabel('Second time zone').selectOption('Asia/Tokyo');
	const nine = page.locator('.board-hour[data-time="09:00:00"]');
	await expect(nine).toHaveText('9 AM10 PM');
	for (const [way, there] of [
		['Later', '11 PM'],
		['Earlier', '10 PM']
	] as const) {
		await page.getByRole('button', { name: way }).click();
		await expect(nine).toHaveText(`9 AM${there}`);
	}
	await page.goto('/admin?date=2030-10-30&view=week');
	await expect(nine).toHaveText('9 AM10 PM');
	await page.getByRole('button', { name: 'Later' }).click();
	await expect(nine).toHaveText('9 AM11 PM');
});

test('“Calendar” leads back to today, also from another day of it', async ({
	page,
	shop,
	signIn
}) => {
	await signIn(page);
	await page.goto(`/admin?view=month&date=${shop.date(300)}`);
	const pressed = (name: string) => page.getByRole('button', { name, exact: true, pressed: true });
	await expect(pressed('Month')).toBeVisible();
	const title = page.getByRole('heading', { level: 1 });
	await expect(title).not.toHaveText('Calendar');
	const far = await title.textContent();
	await page.getByRole('link', { name: 'Calendar', exact: true }).click();
	await expect(page).toHaveURL(/\/admin$/);
	await expect(pressed('Week')).toBeVisible();
	await expect(page.locator('[aria-current="date"]').first()).toBeVisible();
	await page.goBack();
	await expect(pressed('Month')).toBeVisible();
	await expect(title).toHaveText(far ?? '');
});

test('a space can be typed into the search of the calendar', async ({ page, signIn }) => {
	await signIn(page);
	await page.goto('/admin');
	await awake(page);
	const search = page.getByRole('searchbox');
	await search.pressSequentially('Ana ');
	await expect(page).toHaveURL(/search=Ana$/);
	await expect(search).toHaveValue('Ana ');
	await search.pressSequentially('S');
	await expect(page).toHaveURL(/search=Ana(\+|%20)S$/);
	await expect(search).toHaveValue('Ana S');
	await page.goBack();
	await expect(search).toHaveValue('');
});

test('a time that a customer is choosing stands there as long as it is held', async ({
	page,
	shop,
	signIn
}) => {
	await signIn(page);
	await page.goto(`/admin?date=${shop.date(3)}&view=day`);
	await isLive(page);
	const hold = await holdForVisitor(shop.sql, {
		serviceId: shop.serviceId,
		fieldworkerId: shop.fieldworkerIds[0]!,
		startsAt: shop.at(3, 10),
		visitor: randomBytes(16),
		networkAddress: null,
		language: 'en'
	});
	expect(hold.result).toBe('held');
	const ghost = page.locator('.board-held');
	await expect(ghost).toContainText('Being chosen by a customer');
	await expect(ghost).toContainText(/\d:\d\d/);
	await shop.sql`delete from hold`;
	await expect(ghost).toHaveCount(0);
});

test('a link that is re-issued closes the old ones and works', async ({
	page,
	bookedLink,
	signIn
}) => {
	const { id, path } = await bookedLink(3, 9);
	await signIn(page);
	await page.goto(`/admin/bookings/${id}`);
	await page.getByText('Issue a new link', { exact: true }).click();
	await page.getByRole('button', { name: /^Issue a new link/ }).click();
	const shown = page.getByLabel('The new link');
	await expect(shown).toHaveValue(/\/b\/[\w-]{43}$/);
	const fresh = new URL(await shown.inputValue()).pathname;
	expect((await page.request.get(path)).status()).toBe(404);
	expect((await page.request.get(fresh)).status()).toBe(200);
});
