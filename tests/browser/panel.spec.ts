import type { Page } from '@playwright/test';
import { move } from '../../src/lib/server/bookings/move.ts';
import { BY_LINK } from '../support/shop.ts';
import { expect, test } from './reslot.ts';

const entry = (page: Page, id: number) => page.locator(`a[href="/admin/bookings/${id}"]`).first();
const panelOf = (page: Page, id: number) =>
	page.getByRole('complementary', { name: `Booking #${id}` });

test('a press on a booking opens its panel beside the calendar, in the address; Escape closes it', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto(`/admin?view=day&date=${shop.date(3)}`);
	await entry(page, id).click();
	const panel = panelOf(page, id);
	await expect(panel.getByText('customer1@example.com').first()).toBeVisible();
	await expect(page).toHaveURL(new RegExp(`booking=${id}`));
	await expect(panel.getByRole('heading', { name: `Booking #${id}` })).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(panel).toHaveCount(0);
	await expect(page).not.toHaveURL(/booking=/);
	await expect(entry(page, id)).toBeFocused();

	// The address opens it again, and going back closes it.
	await entry(page, id).click();
	await expect(panel).toBeVisible();
	await page.goBack();
	await expect(panel).toHaveCount(0);
	await page.goto(`/admin?view=day&date=${shop.date(3)}&booking=${id}`);
	await expect(panel.getByText('customer1@example.com').first()).toBeVisible();
});

test('the panel follows its booking', async ({ page, shop, signIn }) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto(`/admin?view=day&date=${shop.date(3)}&booking=${id}`);
	const panel = panelOf(page, id);
	await expect(panel.getByText('9:00 – 10:00 AM').first()).toBeVisible();
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await move(shop.sql, { bookingId: id, startsAt: shop.at(3, 15), reason: '', actor: BY_LINK });
	await expect(panel.getByText('3:00 – 4:00 PM').first()).toBeVisible();
	await expect(panel.getByText('customer, by email link')).toBeVisible();
});

test('what is cancelled in the panel is taken back by Ctrl+Z', async ({ page, shop, signIn }) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto(`/admin?view=day&date=${shop.date(3)}&booking=${id}`);
	const panel = panelOf(page, id);
	await panel.getByText('Cancel booking', { exact: true }).click();
	await panel.getByRole('button', { name: 'Cancel this booking' }).click();
	await expect(panel.getByText('Cancelled', { exact: true }).first()).toBeVisible();
	await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
	await page.keyboard.press('Control+z');
	await expect(page.getByText('Undone: it is confirmed again.')).toBeVisible();
	await expect(panel.getByText('Confirmed', { exact: true }).first()).toBeVisible();
	await expect(panel.getByText('The booking is cancelled and its time is free again.')).toHaveCount(
		0
	);
	expect(await shop.sql`select status from booking`).toEqual([{ status: 'confirmed' }]);
});

test('an undo is refused in words when the booking has changed since', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto(`/admin?view=day&date=${shop.date(3)}&booking=${id}`);
	const panel = panelOf(page, id);
	await panel.getByRole('button', { name: 'Move or give to somebody else' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('From', { exact: true }).fill('13:00');
	await expect(dialog.getByText('Free', { exact: true })).toBeVisible();
	await page.keyboard.press('Enter');
	await expect(dialog).toHaveCount(0);
	await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
	await expect(entry(page, id)).toContainText('1:00');
	await move(shop.sql, { bookingId: id, startsAt: shop.at(3, 16), reason: '', actor: BY_LINK });
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(
		page.getByText(/^This was not undone: somebody has changed the booking/)
	).toBeVisible();
	expect(await shop.sql`select starts_at from booking`).toEqual([{ starts_at: shop.at(3, 16) }]);
});

test('a move is undone, and the booking is back where it was', async ({ page, shop, signIn }) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto(`/admin?view=day&date=${shop.date(3)}&booking=${id}&move=1`);
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('From', { exact: true }).fill('13:00');
	await dialog.getByLabel('Fieldworker').selectOption('Worker 2');
	await dialog.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('Undone: it is back where it was.')).toBeVisible();
	expect(await shop.sql`select starts_at, fieldworker_id from booking`).toEqual([
		{ starts_at: shop.at(3, 9), fieldworker_id: shop.fieldworkerIds[0] }
	]);
	expect(await shop.sql`select action from booking_change order by version`).toEqual([
		{ action: 'booked' },
		{ action: 'moved' },
		{ action: 'moved' }
	]);
});

test('on a phone the panel is a sheet that closes again', async ({ page, shop, signIn }) => {
	await page.setViewportSize({ width: 390, height: 800 });
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto(`/admin?view=day&date=${shop.date(3)}&booking=${id}`);
	const sheet = page.getByRole('dialog', { name: `Booking #${id}` });
	await expect(sheet.getByText('customer1@example.com').first()).toBeVisible();
	// What was just done can be taken back from there.
	await sheet.getByText('Cancel booking', { exact: true }).click();
	await sheet.getByRole('button', { name: 'Cancel this booking' }).click();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('Undone: it is confirmed again.')).toBeVisible();
	await sheet.getByRole('button', { name: 'Close' }).first().click();
	await expect(sheet).toHaveCount(0);
	await expect(page).not.toHaveURL(/booking=/);
});

test('what is typed in the panel is not lost to Back without a question', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto(`/admin?view=day&date=${shop.date(3)}`);
	await entry(page, id).click();
	const panel = panelOf(page, id);
	await panel.getByText('Edit details', { exact: true }).click();
	await panel.getByLabel('Notes').fill('Ring twice');
	const answers = [false, true];
	const asked: string[] = [];
	page.on('dialog', (question) => {
		asked.push(question.message());
		return answers.shift() ? question.accept() : question.dismiss();
	});
	await page.goBack();
	await expect.poll(() => asked).toHaveLength(1);
	await expect(panel.getByLabel('Notes')).toHaveValue('Ring twice');
	await expect(page).toHaveURL(new RegExp(`booking=${id}`));
	await page.goBack();
	await expect(panel).toHaveCount(0);
	expect(asked).toHaveLength(2);
	await expect(page).not.toHaveURL(/booking=/);
});

test('Escape that closes a menu leaves the panel open', async ({ page, shop, signIn }) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto(`/admin?view=day&date=${shop.date(3)}&booking=${id}`);
	const panel = panelOf(page, id);
	await expect(panel.getByText('customer1@example.com').first()).toBeVisible();
	await page.getByRole('button', { name: 'Statuses' }).click();
	const menu = page.locator('[data-popover-content]');
	await expect(menu).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(menu).toHaveCount(0);
	await expect(panel).toBeVisible();
});

test('what is sent to the board’s acts is read with care', async ({ page, shop, signIn }) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto('/admin');
	const headers = { origin: new URL(page.url()).origin, accept: 'application/json' };
	const junk = ['{', 'null', '[]', `{"bookingId":${id}}`, '{"id":"1; drop table booking"}'];
	for (const act of ['move', 'book', 'block', 'unblock', 'reopen']) {
		for (const data of junk) {
			const sent = { headers: { ...headers, 'content-type': 'application/json' }, data };
			const response = await page.request.post(`/admin/board/${act}`, sent);
			expect([act, data, response.status()]).toEqual([act, data, 400]);
		}
	}
	const query = `fieldworkerId=1&startsAt=${shop.at(3, 9)}&endsAt=${shop.at(3, 9)}`;
	expect((await page.request.get(`/admin/board/preview?${query}`)).status()).toBe(400);
	expect(await shop.sql`select version from booking`).toEqual([{ version: 1 }]);
});
