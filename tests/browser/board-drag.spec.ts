import type { Locator, Page } from '@playwright/test';
import type { Shop } from '../support/shop.ts';
import { isLive } from './pages.ts';
import { clock } from './picker.ts';
import { expect, test } from './reslot.ts';

/** Pixels that an hour is high. */
const HOUR = 56;

const entryOf = (page: Page, id: number) => page.locator(`.board a[href="/admin/bookings/${id}"]`);
const dialogOf = (page: Page) => page.getByRole('dialog', { name: /^Move / });

/** Drags something so many pixels, as a hand does: taken, moved in steps, let go. */
async function drag(page: Page, entry: Locator, by: { x?: number; y?: number }) {
	// It takes its place under the mouse, in the entry's stead if the board is drawn anew meanwhile.
	await entry.hover({ position: { x: 30, y: 12 } });
	const box = (await entry.boundingBox())!;
	const [x, y] = [box.x + 30, box.y + 12];
	await page.mouse.down();
	await page.mouse.move(x + (by.x ?? 0) / 2, y + (by.y ?? 0) / 2, { steps: 5 });
	await page.mouse.move(x + (by.x ?? 0), y + (by.y ?? 0), { steps: 5 });
}

async function openDay(page: Page, shop: Shop, view: 'day' | 'team' = 'day') {
	await page.goto(`/admin?date=${shop.date(3)}&view=${view}`);
	await isLive(page);
}

const placeOf = async ({ sql }: Shop, id: number) =>
	(
		await sql`select starts_at as "startsAt", fieldworker_id as "fieldworkerId" from booking where id = ${id}`
	)[0];

test('drag in the board moves the booking in the database, in a customer’s open page and in a second admin’s board', async ({
	page,
	browser,
	shop,
	bookedLink,
	signIn
}) => {
	const { id, path } = await bookedLink(3, 9);
	const [customer, second] = [await browser.newPage(), await browser.newPage()];
	await customer.goto(path);
	await expect(customer.getByText(clock(shop.at(3, 9))).first()).toBeVisible();
	await signIn(page);
	await signIn(second);
	await openDay(second, shop);
	await openDay(page, shop);

	await drag(page, entryOf(page, id), { y: 2 * HOUR });
	await expect(page.locator('.board-mirror')).toContainText('11:00 AM');
	await expect(page.locator('.verdict')).toHaveText('Free');
	await page.mouse.up();
	await dialogOf(page).getByRole('button', { name: 'Save', exact: true }).click();
	await expect(dialogOf(page)).toHaveCount(0);

	await expect.poll(() => placeOf(shop, id)).toMatchObject({ startsAt: shop.at(3, 11) });
	await expect(entryOf(page, id)).toContainText('11:00 AM');
	await expect(entryOf(second, id)).toContainText('11:00 AM');
	await expect(customer.getByText(clock(shop.at(3, 11))).first()).toBeVisible();
	await expect(entryOf(second, id)).toContainText('Moved by Olga Owner');
});

test('a drop on an occupied time asks, override marks the clash, undo restores', async ({
	page,
	shop,
	signIn
}) => {
	const moving = await shop.booked(shop.at(3, 9));
	const inTheWay = await shop.booked(shop.at(3, 12));
	await signIn(page);
	await openDay(page, shop);
	await drag(page, entryOf(page, moving.id), { y: 3 * HOUR });
	await expect(page.locator('.verdict')).toContainText('Clashes with Customer 2');
	await page.mouse.up();
	await expect(dialogOf(page)).toContainText('Clashes with Customer 2');
	await dialogOf(page).getByRole('button', { name: 'Save all the same' }).click();

	await expect(entryOf(page, moving.id)).toHaveClass(/board-clash/);
	await expect(entryOf(page, inTheWay.id)).toHaveClass(/board-clash/);
	await expect.poll(() => placeOf(shop, moving.id)).toMatchObject({ startsAt: shop.at(3, 12) });

	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(entryOf(page, moving.id)).toContainText('9:00');
	await expect(entryOf(page, moving.id)).not.toHaveClass(/board-clash/);
	await expect(entryOf(page, inTheWay.id)).not.toHaveClass(/board-clash/);
	await expect.poll(() => placeOf(shop, moving.id)).toMatchObject({ startsAt: shop.at(3, 9) });
});

test('what is given up in the dialog is put back, and nothing is written', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await openDay(page, shop);
	await drag(page, entryOf(page, id), { y: HOUR });
	await page.mouse.up();
	await expect(dialogOf(page)).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(dialogOf(page)).toHaveCount(0);
	await expect(entryOf(page, id)).toContainText('9:00');
	expect(await placeOf(shop, id)).toMatchObject({ startsAt: shop.at(3, 9) });
});

test('Escape gives up what is being dragged: it goes back, and letting go opens nothing', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	for (const view of ['day', 'team'] as const) {
		await openDay(page, shop, view);
		const entry = entryOf(page, id);
		const { width } = (await entry.boundingBox())!;
		// To another hour; in Team to the next column as well.
		await drag(page, entry, { y: HOUR, x: view === 'team' ? width : 0 });
		await expect(page.locator('.verdict')).toHaveText('Free');
		await page.keyboard.press('Escape');
		await expect(page.locator('.verdict')).toBeEmpty();
		await expect(page.locator('.board-mirror')).toHaveCount(0);
		await expect(entry).toContainText('9:00');
		// Let go of over itself, where it would be pressed, and where it was dragged to.
		const back = (await entry.boundingBox())!;
		if (view === 'day') await page.mouse.move(back.x + width / 2, back.y + 12);
		await page.mouse.up();
		// What comes of the press comes before this.
		await page.evaluate(() => new Promise((done) => setTimeout(done)));
		await expect(page.getByRole('dialog')).toHaveCount(0);
		expect(new URL(page.url()).searchParams.get('booking')).toBeNull();
		expect(new URL(page.url()).pathname).toBe('/admin');
	}
	expect(await placeOf(shop, id)).toMatchObject({ startsAt: shop.at(3, 9) });

	// The next one is moved as ever.
	await drag(page, entryOf(page, id), { y: HOUR });
	await page.mouse.up();
	await expect(dialogOf(page)).toBeVisible();
});

test('somebody who is not active any more keeps a column and a chip for what they have yet to do', async ({
	page,
	shop,
	signIn
}) => {
	const [first] = shop.fieldworkerIds;
	const { id } = await shop.booked(shop.at(3, 9), first);
	const { sql } = shop;
	await sql`update fieldworker set active = false where id = ${first!}`;
	await signIn(page);
	await openDay(page, shop, 'team');
	const column = page.getByRole('group', { name: 'Worker 1 (not active)' });
	await expect(column.locator(`a[href="/admin/bookings/${id}"]`)).toBeVisible();
	await page.getByRole('button', { name: 'Worker 1 (not active)' }).click();
	await expect(page.getByRole('group', { name: 'Worker 2', exact: true })).toHaveCount(0);
	await expect(entryOf(page, id)).toBeVisible();

	await drag(page, entryOf(page, id), { y: HOUR });
	await expect(page.locator('.verdict')).toHaveText('This fieldworker is not active');
	await page.mouse.up();
	await expect(dialogOf(page)).toContainText('This fieldworker is not active');
});

test('Team day reassigns by drag and by keyboard', async ({ page, shop, signIn }) => {
	const [first, second] = shop.fieldworkerIds;
	const { id } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await openDay(page, shop, 'team');
	const column = (name: string) => page.getByRole('group', { name, exact: true });
	await expect(column('Worker 1').locator(`a[href="/admin/bookings/${id}"]`)).toBeVisible();
	const [from, to] = [
		(await column('Worker 1').boundingBox())!,
		(await column('Worker 2').boundingBox())!
	];
	// Straight across: the time stays, only the hands change.
	await drag(page, entryOf(page, id), { x: to.x - from.x });
	await expect(column('Worker 2').locator('.board-mirror')).toContainText('9:00');
	await page.mouse.up();
	await dialogOf(page).getByRole('button', { name: 'Save', exact: true }).click();
	await expect
		.poll(() => placeOf(shop, id))
		.toMatchObject({ startsAt: shop.at(3, 9), fieldworkerId: second });
	await expect(column('Worker 2').locator(`a[href="/admin/bookings/${id}"]`)).toBeVisible();
	await expect(entryOf(page, id)).toHaveCount(1);

	await entryOf(page, id).focus();
	await page.keyboard.press('m');
	await dialogOf(page).getByLabel('Fieldworker').selectOption({ label: 'Worker 1' });
	await dialogOf(page).getByRole('button', { name: 'Save', exact: true }).click();
	await expect.poll(() => placeOf(shop, id)).toMatchObject({ fieldworkerId: first });
	await expect(column('Worker 1').locator(`a[href="/admin/bookings/${id}"]`)).toBeVisible();
	await expect(entryOf(page, id)).toHaveCount(1);
});

test('a time that is dragged over can be booked or blocked', async ({ page, shop, signIn }) => {
	await signIn(page);
	await openDay(page, shop, 'team');
	const free = page.getByRole('group', { name: 'Worker 2', exact: true });
	const { x, y, width } = (await free.boundingBox())!;
	// From 10 to 11, on a scale that begins at midnight.
	await page.mouse.move(x + width / 2, y + 10 * HOUR + 4);
	await page.mouse.down();
	await page.mouse.move(x + width / 2, y + 11 * HOUR - 4, { steps: 5 });
	await page.mouse.up();
	const dialog = page.getByRole('dialog');
	await expect(dialog).toContainText('10:00 – 11:00 AM');
	await expect(dialog).toContainText('Worker 2');
});
