import type { Page } from '@playwright/test';
import { awake } from './pages.ts';
import { choose, openPopup } from './picker.ts';
import { expect, test } from './reslot.ts';
import { signInOf } from './signed-in.ts';

// What is typed in a popup outlives whatever closes it (R13).

/** What the tab keeps of what was typed. */
const kept = (page: Page) => page.evaluate(() => JSON.stringify({ ...sessionStorage }));

for (const [how, close] of [
	['Back', (page: Page) => page.goBack()],
	['Escape', (page: Page) => page.keyboard.press('Escape')],
	['a press beside the popup', (page: Page) => page.mouse.click(5, 5)]
] as const) {
	test(`details that were typed are there again after ${how}, until they are saved`, async ({
		page,
		shop,
		bookedLink
	}) => {
		const { path } = await bookedLink(3, 9);
		const popup = await openPopup(page, path, 'Change details');
		await popup.getByLabel('Notes').fill('Ring twice');
		await close(page);
		await expect(popup).toBeHidden();
		await page.getByRole('link', { name: 'Change details' }).click();
		await expect(popup.getByLabel('Notes')).toHaveValue('Ring twice');
		await page.reload();
		await awake(page);
		await expect(page.getByLabel('Notes')).toHaveValue('Ring twice');
		await page.getByRole('button', { name: 'Save details' }).click();
		await expect(page.getByText('Your details are saved')).toBeVisible();
		expect(await shop.sql`select notes from booking`).toEqual([{ notes: 'Ring twice' }]);
		expect(await kept(page)).not.toContain('Ring twice');
	});
}

test('why a booking is moved or cancelled is there again, each for itself', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	await choose(page, shop.at(4, 11));
	await popup.getByLabel('Why are you moving it?').fill('The bus');
	await page.keyboard.press('Escape');
	await expect(popup).toBeHidden();
	await page.getByRole('link', { name: 'Cancel booking' }).click();
	const why = popup.getByLabel('Why are you cancelling?');
	await expect(why).toHaveValue('');
	await why.fill('Broken leg');
	await popup.getByRole('link', { name: 'Keep my booking' }).click();
	await expect(popup).toBeHidden();
	await page.getByRole('link', { name: 'Edit', exact: true }).click();
	await choose(page, shop.at(4, 12));
	await expect(popup.getByLabel('Why are you moving it?')).toHaveValue('The bus');
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('Your booking has been moved')).toBeVisible();
	expect(await kept(page)).not.toContain('The bus');
	await page.getByRole('link', { name: 'Cancel booking' }).click();
	await expect(why).toHaveValue('Broken leg');
	await popup.getByRole('button', { name: 'Cancel booking' }).click();
	await expect(page.getByText('Your booking has been cancelled')).toBeVisible();
	expect(await kept(page)).not.toContain('Broken leg');
});

test('what was typed over details that have changed since is saved only once both were shown', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path, 'Change details');
	await popup.getByLabel('Notes').fill('Ring twice');
	await page.keyboard.press('Escape');
	await expect(popup).toBeHidden();
	await shop.sql`
		update booking set notes = 'Use the back door', phone = '555 0199', version = version + 1
	`;
	await page.goto(path);
	await awake(page);
	await page.getByRole('link', { name: 'Change details' }).click();
	await expect(popup.getByLabel('Notes')).toHaveValue('Ring twice');
	// What nobody typed over follows.
	await expect(popup.getByLabel('Phone')).toHaveValue('555 0199');
	const save = popup.getByRole('button', { name: 'Save details' });
	await save.click();
	await expect(popup.getByText('Use the back door')).toBeVisible();
	expect(await shop.sql`select notes from booking`).toEqual([{ notes: 'Use the back door' }]);
	await save.click();
	await expect(page.getByText('Your details are saved')).toBeVisible();
	expect(await shop.sql`select notes, phone from booking`).toEqual([
		{ notes: 'Ring twice', phone: '555 0199' }
	]);
});

test('whoever signs out leaves nothing of what they typed', async ({
	page,
	context,
	shop,
	baseURL
}) => {
	const { id, customer } = await shop.booked(shop.at(3, 9));
	await signInOf(context, { sql: shop.sql, url: baseURL!, customerId: customer.id });
	const popup = await openPopup(page, `/portal/bookings/${id}`, 'Change details');
	await popup.getByLabel('Notes').fill('The key is under the mat');
	await page.keyboard.press('Escape');
	await expect(popup).toBeHidden();
	expect(await kept(page)).toContain('under the mat');
	await page.goto('/portal/profile');
	await awake(page);
	await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
	await page.waitForURL(/\/portal(\?|$)/);
	expect(await kept(page)).not.toContain('under the mat');
});
