import type { Browser, Page } from '@playwright/test';
import { createStaff } from '../../src/lib/server/accounts/staff.ts';
import { move } from '../../src/lib/server/bookings/move.ts';
import { holdBack, awake } from './pages.ts';
import { expect, test } from './reslot.ts';
import type { Shop } from '../support/shop.ts';

const MAI = { name: 'Mai Admin', email: 'mai@test.example', password: 'another long phrase' };

/** A second admin, in a browser of her own. */
async function maisPage(browser: Browser, shop: Shop): Promise<Page> {
	await createStaff(shop.sql, { ...MAI, role: 'admin' });
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto('/login');
	await page.getByLabel('Email').fill(MAI.email);
	await page.getByLabel('Password').fill(MAI.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL('**/admin');
	return page;
}

async function typeNotes(page: Page, id: number, notes: string) {
	await page.goto(`/admin/bookings/${id}`);
	await awake(page);
	await page.getByText('Edit details', { exact: true }).click();
	await page.getByLabel('Notes').fill(notes);
}

test('a second admin’s stale save is refused with both versions shown, and nothing is overwritten', async ({
	browser,
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	const mai = await maisPage(browser, shop);
	await typeNotes(page, id, 'Olga: ring twice');
	await typeNotes(mai, id, 'Mai: use the back door');

	await mai.getByRole('button', { name: 'Save details' }).click();
	await expect(mai.getByText('The details are saved.')).toBeVisible();
	await expect(page.getByText('Updated just now')).toBeVisible();
	await expect(page.getByLabel('Notes')).toHaveValue('Olga: ring twice');

	await page.getByRole('button', { name: 'Save details' }).click();
	await expect(page.getByText(/Theirs was saved by Mai Admin, staff/)).toBeVisible();
	const row = page.getByRole('row', { name: /^Notes/ });
	await expect(row).toContainText('Olga: ring twice');
	await expect(row).toContainText('Mai: use the back door');
	const notes = () => shop.sql`select notes from booking`;
	expect(await notes()).toEqual([{ notes: 'Mai: use the back door' }]);

	await page.getByRole('button', { name: 'Save mine all the same' }).click();
	await expect(page.getByText('The details are saved.')).toBeVisible();
	expect(await notes()).toEqual([{ notes: 'Olga: ring twice' }]);
	await mai.context().close();
});

test('theirs can be kept instead', async ({ browser, page, shop, signIn }) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	const mai = await maisPage(browser, shop);
	await typeNotes(page, id, 'Olga');
	await typeNotes(mai, id, 'Mai');
	await mai.getByRole('button', { name: 'Save details' }).click();
	await expect(mai.getByText('The details are saved.')).toBeVisible();
	await page.getByRole('button', { name: 'Save details' }).click();
	await page.getByRole('link', { name: 'Keep theirs' }).click();
	await expect(page.getByLabel('Notes')).toHaveValue('Mai');
	await expect(page.getByText('Somebody else has changed')).toHaveCount(0);
	await mai.context().close();
});

test('a move on the board that came second is put back, with both versions to choose from', async ({
	page,
	shop,
	signIn
}) => {
	const booking = await shop.booked(shop.at(3, 9));
	await createStaff(shop.sql, { ...MAI, role: 'admin' });
	const [staff] = await shop.sql<{ id: number }[]>`select id from staff where name = ${MAI.name}`;
	await signIn(page);
	await page.goto(`/admin?view=day&date=${shop.date(3)}&booking=${booking.id}&move=1`);
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('From', { exact: true }).fill('13:00');
	await expect(dialog.getByText('Free', { exact: true })).toBeVisible();
	const way = await holdBack(page, /\/admin\/board\/move/, 'POST');
	await dialog.getByRole('button', { name: 'Save', exact: true }).click();
	await way.sent;
	await move(shop.sql, {
		bookingId: booking.id,
		startsAt: shop.at(3, 15),
		reason: '',
		actor: { kind: 'staff', staffId: staff!.id, notify: false }
	});
	way.arrive();
	await expect(dialog.getByText(/Theirs was saved by Mai Admin, staff/)).toBeVisible();
	const row = dialog.getByRole('row', { name: /^Time/ });
	await expect(row).toContainText('1:00');
	await expect(row).toContainText('3:00');
	expect(await shop.sql`select starts_at from booking`).toEqual([{ starts_at: shop.at(3, 15) }]);
	await dialog.getByRole('button', { name: 'Save mine all the same' }).click();
	await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
	const starts = () => shop.sql`select starts_at from booking`;
	expect(await starts()).toEqual([{ starts_at: shop.at(3, 13) }]);
	// Undone, it is where the other one had put it, and not where it was before that.
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('Undone: it is back where it was.')).toBeVisible();
	expect(await starts()).toEqual([{ starts_at: shop.at(3, 15) }]);
});
