import { signInOf, signOutEverywhere } from './signed-in.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

test('a link that a mail program has broken leads to the page that helps on', async ({
	page,
	shop
}) => {
	void shop;
	for (const path of ['/b/abc%', '/b/%E0%A4%A']) {
		const answer = await page.goto(path);
		expect(answer!.status(), path).toBe(404);
		const title = page.getByRole('heading', { name: 'This link does not open a booking' });
		await expect(title).toBeVisible();
		await expect(page.getByRole('banner')).toContainText('Test & Daughters');
	}
});

test('a broken link leads to no other site', async ({ page, shop, baseURL }) => {
	void shop;
	for (const path of ['//evil.example/%', '/\\evil.example/%', '//\\/evil.example/%']) {
		const answer = await page.request.get(baseURL + path, { maxRedirects: 0 });
		expect(answer.headers()['location'], path).toBe('/evil.example/%25');
	}
});

test('the address to sign out at signs nobody out by being opened', async ({ page, shop }) => {
	void shop;
	await page.goto('/portal/sign-out');
	await expect(page).toHaveURL(/\/portal$/);
});

test('what cannot be read for lack of a connection says so, and is read once there is one', async ({
	page,
	context,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await page.goto(path);
	await awake(page);
	await context.setOffline(true);
	await page.getByRole('link', { name: 'Sign in' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'You are offline' })).toBeVisible();
	await expect(page.getByText('Test & Daughters').first()).toBeVisible();
	await expect(page.getByRole('link', { name: /555 0100/ }).first()).toBeVisible();
	await context.setOffline(false);
	await expect(page.getByRole('heading', { name: 'See and change your bookings' })).toBeVisible();
});

test('a cancellation without the comment that is needed says so in words, and done it is told once', async ({
	page,
	shop,
	bookedLink
}) => {
	await shop.setFlags({ requireCancelComment: true });
	const { path } = await bookedLink(3, 9);
	await page.goto(`${path}/cancellation`);
	await awake(page);
	const press = page.getByRole('button', { name: 'Cancel booking' });
	await press.click();
	await expect(page.getByText(/^Please tell us why you are cancelling/)).toBeVisible();
	await page.getByLabel('Why are you cancelling?').fill('Broken leg');
	await press.click();
	const news = page.getByText('Your booking has been cancelled');
	await expect(news).toBeVisible();
	await expect(page).toHaveURL(new RegExp(`${path}$`));
	await page.reload();
	await expect(page.getByText('This booking is cancelled')).toBeVisible();
	await expect(news).toHaveCount(0);
});

test('a popup notices that one has signed in again, and says one thing at a time', async ({
	page,
	context,
	shop,
	baseURL
}) => {
	const { id, customer } = await shop.booked(shop.at(3, 9));
	const who = { sql: shop.sql, url: baseURL!, customerId: customer.id };
	await signInOf(context, who);
	await page.goto(`/portal/bookings/${id}`);
	await awake(page);
	await page.getByRole('link', { name: 'Change details' }).click();
	const popup = page.getByRole('dialog');
	await popup.getByLabel('Notes').fill('Ring twice');
	await signOutEverywhere(shop.sql, who.customerId);
	await popup.getByRole('button', { name: 'Save details' }).click();
	const said = popup.getByText('You have been signed out');
	await expect(said).toBeVisible();
	await expect(popup.locator('.notice')).toHaveCount(1);
	await signInOf(context, who);
	await page.evaluate(() => dispatchEvent(new Event('focus')));
	await expect(said).toHaveCount(0);
	await expect(popup.getByLabel('Notes')).toHaveValue('Ring twice');
	await popup.getByRole('button', { name: 'Save details' }).click();
	await expect(page.getByText('Your details are saved')).toBeVisible();
});
