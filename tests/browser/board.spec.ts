import { clock } from './picker.ts';
import { expect, test } from './reslot.ts';

test('the week shows a booking in the business’s zone, and a press opens it', async ({
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
	await expect(page.getByRole('heading', { name: 'View booking' })).toBeVisible();
	await page.goBack();
	await expect(event).toBeVisible();
	await context.close();
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
