import { awake } from './pages.ts';
import { regular } from './portal.ts';
import { expect, test } from './reslot.ts';
import { signInOf } from './signed-in.ts';

test('somebody else’s booking and one that there is not look alike, and lead to one’s own', async ({
	page,
	context,
	shop,
	baseURL
}) => {
	const { customerId } = await regular(shop, 'Ursula');
	const { bookingId: theirs } = await regular(shop, 'Viola', { days: 4 });
	await signInOf(context, { sql: shop.sql, url: baseURL!, customerId });
	const said: string[] = [];
	for (const id of [theirs, 999_999]) {
		const answer = await page.goto(`/portal/bookings/${id}`);
		expect(answer?.status()).toBe(404);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			'This is not one of your bookings'
		);
		await expect(page.getByLabel('Your email')).toHaveCount(0);
		said.push(await page.getByRole('main').innerText());
	}
	expect(said[1]).toBe(said[0]);
	await page.getByRole('main').getByRole('link', { name: 'Your bookings' }).click();
	await expect(page.getByRole('heading', { name: 'Hello Ursula' })).toBeVisible();
});

test('whoever signs in as somebody else in another tab is not told that they are signed out', async ({
	page,
	context,
	shop,
	baseURL
}) => {
	const { sql } = shop;
	const own = await regular(shop, 'Wanda');
	const other = await regular(shop, 'Xenia', { days: 4 });
	await signInOf(context, { sql, url: baseURL!, customerId: own.customerId });
	await page.goto(`/portal/bookings/${own.bookingId}/details`);
	await awake(page);
	await page.getByLabel('Notes').fill('The gate is open');
	await signInOf(context, { sql, url: baseURL!, customerId: other.customerId });
	// Whatever it is that has the page look how things stand.
	await shop.setFlags({ rescheduleNoticeHours: 3 });
	await expect(page.getByText('This booking cannot be opened any more')).toBeVisible();
	await expect(page.getByText('You have been signed out')).toHaveCount(0);
	await expect(page.getByLabel('Notes')).toHaveValue('The gate is open');
	await page.getByRole('button', { name: 'Save details' }).click();
	await expect(
		page.getByText('This is not one of your bookings, so nothing was done.')
	).toBeVisible();
	await expect(page.getByLabel('Notes')).toHaveValue('The gate is open');
});
