import type { Page } from '@playwright/test';
import { holdBack } from './pages.ts';
import { choose, clock, openPopup } from './picker.ts';
import { expect, test } from './reslot.ts';

for (const [how, close] of [
	['Escape', (page: Page) => page.keyboard.press('Escape')],
	['a press beside it', (page: Page) => page.mouse.click(5, 5)],
	['the Back button', (page: Page) => page.goBack()]
] as const) {
	test(`${how} while the move is being sent does not hide that it was made`, async ({
		page,
		shop,
		bookedLink
	}) => {
		const { path } = await bookedLink(3, 9);
		const popup = await openPopup(page, path);
		await choose(page, shop.at(4, 11));
		const held = await holdBack(page, /\/reschedule$/, 'POST');
		await page.getByRole('button', { name: 'Confirm new time' }).click();
		await held.sent;
		await close(page);
		held.arrive();
		await expect(page.getByText('Your booking has been moved')).toBeVisible();
		await expect(popup).toBeHidden();
		await expect(page).toHaveURL(new RegExp(`${path}$`));
		await page.reload();
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(page.getByText('Your booking has been moved')).toHaveCount(0);
	});
}

test('a time that is chosen while the one before it is being refused is the chosen one', async ({
	page,
	shop,
	bookedLink
}) => {
	await shop.setFlags({ holdMinutes: 0 });
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	await choose(page, shop.at(4, 11));
	await shop.booked(shop.at(4, 11));
	const nearest = popup.getByRole('button', { name: new RegExp(clock(shop.at(4, 12))) });
	await expect(nearest).toBeVisible();
	const held = await holdBack(page, /\/reschedule$/, 'POST');
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await held.sent;
	await nearest.click();
	held.arrive();
	await expect(nearest).toHaveCount(0);
	await expect(popup.getByRole('heading', { name: 'Move your booking?' })).toBeFocused();
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('Your booking has been moved')).toBeVisible();
	const [booking] = await shop.sql`select starts_at as "startsAt" from booking order by id`;
	expect(booking).toEqual({ startsAt: shop.at(4, 12) });
});

test('a refusal speaks of what is possible now, not when the page was made', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path, 'Cancel booking');
	await popup.getByLabel('Why are you cancelling?').fill('No time');
	await shop.setFlags({ allowCancel: false, allowReschedule: false });
	await expect(popup.getByText('This booking cannot be cancelled online')).toBeVisible();
	await expect(popup.getByText('No time')).toBeVisible();
	await expect(popup.getByText(/given to somebody else/)).toHaveCount(0);
	await expect(popup.getByRole('link', { name: 'change your details' })).toHaveCount(0);
});

test('turning to a month as rescheduling goes off says that, and nothing of connections', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	const held = await holdBack(page, /\/times\?/);
	await popup.locator('a.leaf').last().click();
	await held.sent;
	await shop.setFlags({ allowReschedule: false });
	held.arrive();
	await expect(popup).toBeHidden();
	await expect(page.getByText(/has just been turned off/)).toBeVisible();
	await expect(page.getByText(/connection/)).toHaveCount(0);
});
