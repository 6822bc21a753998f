import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { book } from '../../src/lib/server/bookings/book.ts';
import { customer, type Shop } from '../support/shop.ts';
import { holdBack } from './pages.ts';
import { expect, test } from './reslot.ts';

/** Pixels that an hour is high. */
const HOUR = 56;

const entryOf = (page: Page, id: number) => page.locator(`.board a[href="/admin/bookings/${id}"]`);
const dialogOf = (page: Page) => page.getByRole('dialog');
const bookingsOf = ({ sql }: Shop) =>
	sql`select starts_at as "startsAt", fieldworker_id as "fieldworkerId", status from booking order by id`;

/** Opens a day with a booking in it, and selects half an hour so many hours after that one begins. */
async function select(page: Page, shop: Shop, id: number, hours: number) {
	await page.goto(`/admin?view=day&date=${shop.date(3)}`);
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await entryOf(page, id).scrollIntoViewIfNeeded();
	const box = (await entryOf(page, id).boundingBox())!;
	const [x, y] = [box.x + box.width / 2, box.y + hours * HOUR + 4];
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x, y + HOUR / 2 - 8, { steps: 5 });
	await page.mouse.up();
	await expect(dialogOf(page).getByRole('radio', { name: 'New booking' })).toBeVisible();
}

async function typeCustomer(page: Page, name: string, email: string) {
	await dialogOf(page).getByLabel('Customer', { exact: true }).fill(name);
	await dialogOf(page).getByLabel('Email', { exact: true }).fill(email);
}

const bookButton = (page: Page) =>
	dialogOf(page).getByRole('button', { name: 'Book', exact: true });

test('with anybody who is free the board says who it would be, and books nobody outside hours', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 16));
	const between = await shop.booked(shop.at(3, 14) + 30 * 60_000);
	await signIn(page);
	await select(page, shop, id, -2);
	await expect(dialogOf(page).getByText('It would be with Worker 2.')).toBeVisible();
	await typeCustomer(page, 'Ana Lim', 'ana@example.com');
	await bookButton(page).click();
	await expect(page.getByText(/^Booked for Ana Lim: .* with Worker 2$/)).toBeVisible();
	const [, worker2] = shop.fieldworkerIds;
	const booked = (await bookingsOf(shop))[2];
	expect(booked).toMatchObject({ startsAt: shop.at(3, 14), fieldworkerId: worker2 });
	expect(between.fieldworker.id).not.toBe(worker2);

	// The shop closes at 18.
	await select(page, shop, id, 2);
	await expect(dialogOf(page).getByText(/^Nobody who does this is working/)).toBeVisible();
	await typeCustomer(page, 'Ben Sol', 'ben@example.com');
	await bookButton(page).click();
	await expect(dialogOf(page).getByText(/say who shall come all the same/)).toBeVisible();
	expect(await bookingsOf(shop)).toHaveLength(3);
});

test('what came with a chosen customer does not stay when somebody else is typed over them', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await shop.sql`update customer set phone = '555 0101', address = '12 Hidden Street'`;
	await signIn(page);
	await select(page, shop, id, 2);
	const dialog = dialogOf(page);
	await dialog.getByLabel('Customer', { exact: true }).fill('Customer 1');
	await dialog.getByRole('button', { name: /^Customer 1/ }).click();
	await expect(dialog.getByText('12 Hidden Street')).toBeVisible();
	await expect(dialog.getByLabel('Phone')).toHaveValue('555 0101');
	await typeCustomer(page, 'Nora Neu', 'nora@example.com');
	await expect(dialog.getByText('12 Hidden Street')).toHaveCount(0);
	await expect(dialog.getByLabel('Phone')).toHaveValue('');
	await bookButton(page).click();
	await expect(page.getByText(/^Booked for Nora Neu/)).toBeVisible();
	expect(
		await shop.sql`select name, phone, address from customer where email = 'nora@example.com'`
	).toEqual([{ name: 'Nora Neu', phone: '', address: '' }]);
});

test('what is mistyped is said beside its field, and nothing typed is lost', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await select(page, shop, id, 2);
	const dialog = dialogOf(page);
	await typeCustomer(page, 'Nora Neu', 'nora@example');
	await dialog.getByLabel('Notes').fill('By the back door');
	await bookButton(page).click();
	await expect(dialog.getByText(/^Type the whole email address/)).toBeVisible();
	await expect(dialog.getByLabel('Email', { exact: true })).toBeFocused();

	// Another look at the same dialog, and no way out without a question.
	await dialog.getByRole('radio', { name: 'Block this time' }).check();
	await dialog.getByRole('radio', { name: 'New booking' }).check();
	await expect(dialog.getByLabel('Notes')).toHaveValue('By the back door');
	page.once('dialog', (question) => question.dismiss());
	await page.keyboard.press('Escape');
	await expect(dialog.getByLabel('Notes')).toHaveValue('By the back door');
	await dialog.getByLabel('Email', { exact: true }).fill('nora@example.com');
	await bookButton(page).click();
	await expect(page.getByText(/^Booked for Nora Neu/)).toBeVisible();
});

test('a booking that is made while a time is being blocked is asked about again', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await select(page, shop, id, 3);
	const dialog = dialogOf(page);
	await dialog.getByRole('radio', { name: 'Block this time' }).check();
	await shop.booked(shop.at(3, 12));
	await dialog.getByRole('button', { name: 'Block this time' }).click();
	await expect(dialog.getByText('1 booking is in this time')).toBeVisible();
	await shop.booked(shop.at(3, 12), shop.fieldworkerIds[1]);
	await dialog.getByRole('button', { name: 'Block all the same' }).click();
	await expect(dialog.getByText('2 bookings are in this time')).toBeVisible();
	expect(await shop.sql`select from blocked_event`).toHaveLength(0);
	await dialog.getByRole('button', { name: 'Block all the same' }).click();
	await expect(dialog).toHaveCount(0);
	expect(await shop.sql`select from blocked_event`).toHaveLength(1);
});

test('a time that is taken meanwhile is told at once, and can be taken all the same', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto(`/admin?view=day&date=${shop.date(3)}&booking=${id}&move=1`);
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	const dialog = dialogOf(page);
	await dialog.getByLabel('From', { exact: true }).fill('13:00');
	await expect(dialog.getByText('Free', { exact: true })).toBeVisible();
	await shop.booked(shop.at(3, 13));
	await expect(dialog.getByText(/^Clashes with Customer 2/)).toBeVisible();
	await expect(dialog.getByRole('button', { name: 'Save all the same' })).toBeVisible();

	await dialog.getByLabel('From', { exact: true }).fill('15:00');
	await expect(dialog.getByText('Free', { exact: true })).toBeVisible();
	const way = await holdBack(page, /\/admin\/board\/move/, 'POST');
	await dialog.getByRole('button', { name: 'Save', exact: true }).click();
	await way.sent;
	await shop.booked(shop.at(3, 15));
	way.arrive();
	await expect(dialog.getByText('Somebody has just taken that time')).toBeVisible();
	await expect(dialog.getByText(/^Clashes with Customer 3/)).toBeVisible();
	await dialog.getByRole('button', { name: 'Save all the same' }).click();
	await expect(dialog).toHaveCount(0);
	await expect
		.poll(async () => (await bookingsOf(shop))[0])
		.toMatchObject({ startsAt: shop.at(3, 15) });
});

test('to undo what shared its time asks first, and says with whom', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	const [owner] = await shop.sql<{ id: number }[]>`select id from staff`;
	await book(shop.sql, {
		serviceId: shop.serviceId,
		fieldworkerId: shop.fieldworkerIds[0]!,
		startsAt: shop.at(3, 9),
		customer: customer(2),
		notes: '',
		requestId: randomUUID(),
		actor: { kind: 'staff', staffId: owner!.id, notify: false, override: true }
	});
	await page.goto(`/admin?view=day&date=${shop.date(3)}&booking=${id}`);
	const panel = page.getByRole('complementary', { name: `Booking #${id}` });
	await panel.getByText('Cancel booking', { exact: true }).click();
	await panel.getByRole('button', { name: 'Cancel this booking' }).click();
	await page.getByRole('button', { name: 'Undo' }).click();
	const dialog = page.getByRole('dialog', { name: 'Put Customer 1 back all the same?' });
	await expect(dialog.getByText(/^Clashes with Customer 2/)).toBeVisible();
	expect((await bookingsOf(shop))[0]).toMatchObject({ status: 'cancelled' });
	await dialog.getByRole('button', { name: 'Put it back all the same' }).click();
	await expect(page.getByText('Undone: it is confirmed again.')).toBeVisible();
	expect((await bookingsOf(shop))[0]).toMatchObject({ status: 'confirmed' });
});
