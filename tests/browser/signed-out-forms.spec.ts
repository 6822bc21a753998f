import { regular } from './portal.ts';
import { expect, test } from './reslot.ts';
import { signInOf, signOutEverywhere } from './signed-in.ts';
import { awake } from './pages.ts';

const GONE = { name: 'You are signed out' };
const AGAIN = { name: 'Send it again' };

test.describe('without JavaScript, whoever was signed out while they typed', () => {
	test.use({ javaScriptEnabled: false });

	test('sends the details of a booking again as they were', async ({
		page,
		context,
		shop,
		baseURL
	}) => {
		const { sql } = shop;
		const { bookingId, customerId } = await regular(shop, 'Ada');
		const session = { sql, url: baseURL!, customerId };
		await signInOf(context, session);
		await page.goto(`/portal/bookings/${bookingId}/details`);
		await page.getByLabel('Phone').fill('+1 7');
		await page.getByLabel('Notes').fill('First line\n"second" <line>');
		await signOutEverywhere(sql, customerId);
		await page.getByRole('button', { name: 'Save details' }).click();
		await expect(page.getByRole('heading', GONE)).toBeVisible();
		await expect(page.getByText('"second" <line>')).toBeVisible();
		expect(await sql`select phone, notes from booking`).toEqual([{ phone: '', notes: '' }]);

		await test.step('pressed too early it is still there', async () => {
			await page.getByRole('button', AGAIN).click();
			await expect(page.getByText('"second" <line>')).toBeVisible();
		});
		await test.step('the link leads to where one signs in, and then to that page', async () => {
			const link = page.getByRole('link', { name: 'sign in again' });
			const next = encodeURIComponent(`/portal/bookings/${bookingId}/details`);
			await expect(link).toHaveAttribute('href', `/portal?next=${next}`);
			await expect(link).toHaveAttribute('target', '_blank');
		});
		await signInOf(context, session);
		await page.getByRole('button', AGAIN).click();
		await expect(page.getByText('Your details are saved')).toBeVisible();
		expect(await sql`select phone, notes from booking`).toEqual([
			{ phone: '+1 7', notes: 'First line\n"second" <line>' }
		]);
	});

	test('cancels and moves a booking with the words that they wrote', async ({
		page,
		context,
		shop,
		baseURL
	}) => {
		const { sql } = shop;
		const { bookingId, customerId } = await regular(shop, 'Bea');
		const session = { sql, url: baseURL!, customerId };
		const base = `/portal/bookings/${bookingId}`;
		const presses = [
			{ at: `${base}/reschedule?at=${shop.at(4, 11)}`, button: 'Confirm new time' },
			{ at: `${base}/cancellation`, button: 'Cancel booking' }
		];
		for (const { at, button } of presses) {
			await signInOf(context, session);
			await page.goto(at);
			await page.getByRole('textbox').fill(`Before "${button}"`);
			await signOutEverywhere(sql, customerId);
			await page.getByRole('button', { name: button }).click();
			await expect(page.getByRole('heading', GONE)).toBeVisible();
			await signInOf(context, session);
			await page.getByRole('button', AGAIN).click();
			await page.waitForURL((url) => url.pathname === base);
		}
		expect(await sql`select status, starts_at as "startsAt", version from booking`).toEqual([
			{ status: 'cancelled', startsAt: shop.at(4, 11), version: 3 }
		]);
		const reasons = await sql`
			select reason
			from booking_change
			where reason <> ''
			order by version
		`;
		expect(reasons).toEqual(presses.map(({ button }) => ({ reason: `Before "${button}"` })));
	});

	test('saves their own details after all', async ({ page, context, shop, baseURL }) => {
		const { sql } = shop;
		const { customerId } = await regular(shop, 'Cleo');
		const session = { sql, url: baseURL!, customerId };
		await signInOf(context, session);
		await page.goto('/portal/profile');
		await page.getByLabel('Phone').fill('+1 8');
		await signOutEverywhere(sql, customerId);
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByRole('heading', GONE)).toBeVisible();
		await expect(page.getByText('+1 8')).toBeVisible();
		await signInOf(context, session);
		await page.getByRole('button', AGAIN).click();
		await expect(page.getByText('Saved.')).toBeVisible();
		expect(await sql`select phone from customer where id = ${customerId}`).toEqual([
			{ phone: '+1 8' }
		]);
	});
});

test('whoever was signed out while they typed keeps it where it is, and goes on from there', async ({
	page,
	context,
	shop,
	baseURL
}) => {
	const { sql } = shop;
	const { bookingId, customerId } = await regular(shop, 'Dora');
	const session = { sql, url: baseURL!, customerId };
	await signInOf(context, session);
	await page.goto(`/portal/bookings/${bookingId}/details`);
	await awake(page);
	await page.getByLabel('Phone').fill('+1 9');
	await signOutEverywhere(sql, customerId);
	await page.getByRole('button', { name: 'Save details' }).click();
	await expect(page.getByText('You have been signed out')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Sign in again' })).toBeVisible();
	await expect(page.getByLabel('Phone')).toHaveValue('+1 9');
	await signInOf(context, session);
	await page.getByRole('button', { name: 'Save details' }).click();
	await expect(page.getByText('Your details are saved')).toBeVisible();
});
