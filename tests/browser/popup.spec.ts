import type { Page } from '@playwright/test';
import { choose, openPopup } from './picker.ts';
import { expect, test } from './reslot.ts';

/** Keeps what is posted from here on from arriving, until `arrive` is called. */
async function holdBack(page: Page): Promise<{ sent: Promise<void>; arrive(): void }> {
	const sent = Promise.withResolvers<void>();
	const arrival = Promise.withResolvers<void>();
	await page.route(/\/(reschedule|cancellation)$/, async (route) => {
		if (route.request().method() === 'POST') {
			sent.resolve();
			await arrival.promise;
		}
		await route.continue();
	});
	return { sent: sent.promise, arrive: arrival.resolve };
}

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
		const held = await holdBack(page);
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
	await shop.setFlags({ allowReschedule: false });
	// The popup may be gone before that.
	await popup
		.locator('a.leaf')
		.last()
		.click({ timeout: 2_000 })
		.catch(() => {});
	await expect(page.getByText(/has just been turned off/)).toBeVisible();
	await expect(page.getByText(/connection/)).toHaveCount(0);
});
