import type { Page } from '@playwright/test';
import { holdBack } from './pages.ts';
import { choose, clock, openPopup, popupIsLive, showDay, timeOf } from './picker.ts';
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

test('Back at the confirm step leads to the times, Forward to the time again, and Escape closes', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path);
	await choose(page, shop.at(4, 11));
	const heading = popup.getByRole('heading', { name: 'Move your booking?' });
	await expect(heading).toBeVisible();
	await page.goBack();
	await expect(timeOf(page, shop.at(4, 11))).toBeFocused();
	await page.goForward();
	await expect(heading).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(popup).toBeHidden();
	await expect(page).toHaveURL(new RegExp(`${path}$`));
	await page.getByRole('link', { name: 'Edit' }).click();
	await choose(page, shop.at(4, 12));
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('Your booking has been moved')).toBeVisible();
	// Neither the popup nor the step is there to go back to.
	await expect(page).toHaveURL(new RegExp(`${path}$`));
	await page.goBack();
	await expect(popup).toBeHidden();
});

test('a time that somebody else only holds is said to be just being taken', async ({
	page,
	browser,
	shop,
	bookedLink
}) => {
	const [a, b] = [await bookedLink(3, 9), await bookedLink(9, 9)];
	const other = await browser.newPage();
	await openPopup(other, b.path);
	await showDay(other, shop.at(5, 14));
	await popupIsLive(other);
	// Whoever comes by an address has not chosen, so nothing is held for them (R4).
	await page.goto(`${a.path}/reschedule?at=${shop.at(5, 14)}`);
	await expect(page.getByRole('heading', { name: 'Move your booking?' })).toBeVisible();
	await timeOf(other, shop.at(5, 14)).click();
	await expect(other.getByRole('timer')).toBeVisible();
	await expect(page.getByText('Somebody else is just taking that time.')).toBeVisible();
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('Somebody else is just taking that time.')).toBeVisible();
	await other.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(other.getByText('Your booking has been moved')).toBeVisible();
	await page.getByRole('button', { name: new RegExp(clock(shop.at(5, 15))) }).click();
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('Your booking has been moved')).toBeVisible();
});

test('where a comment is required, cancelling without one is refused beside the field', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path, 'Cancel booking');
	const why = popup.getByLabel('Why are you cancelling?');
	await expect(popup.getByText('optional')).toBeVisible();
	await shop.setFlags({ requireCancelComment: true });
	await expect(popup.getByText('optional')).toHaveCount(0);
	// Spaces are no comment; the browser takes them for one.
	await why.fill('   ');
	await popup.getByRole('button', { name: 'Cancel booking' }).click();
	await expect(popup.getByText(/tell us why you are cancelling/)).toBeVisible();
	await expect(why).toHaveAttribute('aria-invalid', 'true');
	await why.fill('Moving house');
	await popup.getByRole('button', { name: 'Cancel booking' }).click();
	await expect(page.getByText('This booking is cancelled')).toBeVisible();
});

test('details that customers may not change any more: no button, and what was typed stays', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	const popup = await openPopup(page, path, 'Change details');
	await popup.getByLabel('Notes').fill('The key is with the neighbour');
	await shop.setFlags({ allowEditDetails: false });
	await expect(popup.getByText('The details cannot be changed online')).toBeVisible();
	await expect(popup.getByText('The key is with the neighbour')).toBeVisible();
	await page.goto(path);
	await expect(page.getByRole('link', { name: 'Edit', exact: true })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Change details' })).toHaveCount(0);
});
