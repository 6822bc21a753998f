import { expectNoFaults } from './axe.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

const BUSINESS = '/admin/settings/business';
/** A PNG of one pixel. */
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64'
);

test('what the business changes is what customers see, on its clock and in its week', async ({
	page,
	shop,
	bookedLink,
	signIn
}) => {
	const { path } = await bookedLink(3, 13);
	await signIn(page);
	await page.goto(BUSINESS);
	await awake(page);
	await page.getByLabel('Name', { exact: true }).fill('Daughters & Co');
	await expect(page.getByRole('region', { name: 'How customers see it' })).toContainText(
		'Daughters & Co'
	);
	await page.getByLabel('24 hours').check();
	await page.getByLabel('The week starts on').selectOption('Wednesday');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Saved. It is on every page from now on.')).toBeVisible();

	await page.goto(path);
	await expect(page.getByRole('banner')).toContainText('Daughters & Co');
	await expect(page.getByText('13:00').first()).toBeVisible();
	await page.goto(`${path}/reschedule`);
	await expect(page.getByRole('columnheader').first()).toHaveAccessibleName('Wednesday');
	const acts = await shop.sql`select action, staff_name, new_values from audit order by id desc`;
	expect(acts[0]).toEqual({
		action: 'business.changed',
		staff_name: 'Olga Owner',
		new_values: { name: 'Daughters & Co', locale: 'en-US-u-hc-h23', weekStart: 3 }
	});
});

test('another zone is explained with the next bookings, old and new, before it is saved', async ({
	page,
	shop,
	signIn
}) => {
	const { startsAt } = await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto(BUSINESS);
	await awake(page);
	await page.getByLabel('Time zone').fill('London');
	await page.getByRole('button', { name: 'Save', exact: true }).click();

	const question = page.getByRole('alert');
	await expect(question).toContainText('1 upcoming booking');
	const row = question.getByRole('row', { name: /Customer 1/ });
	const say = (timeZone: string) =>
		new Intl.DateTimeFormat('en-US', { timeZone, timeStyle: 'short' })
			.format(startsAt)
			.replace('\u202f', ' ');
	await expect(row.getByRole('cell').nth(1)).toContainText(say('America/New_York'));
	await expect(row.getByRole('cell').nth(2)).toContainText(say('Europe/London'));
	const zone = () => shop.sql`select time_zone as zone from business`;
	expect(await zone()).toEqual([{ zone: 'America/New_York' }]);

	await page.getByRole('button', { name: 'Save, and use London time' }).click();
	await expect(page.getByText('Saved. It is on every page from now on.')).toBeVisible();
	expect(await zone()).toEqual([{ zone: 'Europe/London' }]);
	expect(await shop.sql`select starts_at as "startsAt" from booking`).toEqual([{ startsAt }]);
});

test('a logo is seen before it is sent, stands on customers’ pages, and can be removed', async ({
	page,
	shop,
	bookedLink,
	signIn
}) => {
	const { path } = await bookedLink(3, 9);
	await signIn(page);
	await page.goto(BUSINESS);
	await awake(page);
	await page.getByLabel('Name', { exact: true }).fill('Typed, not saved');

	await page.getByLabel('Choose a logo').setInputFiles({
		name: 'logo.png',
		mimeType: 'image/png',
		buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
	});
	await page.getByRole('button', { name: 'Add the logo' }).click();
	await expect(page.getByText('This is not a PNG, JPEG or WebP image.')).toBeVisible();

	await page.getByLabel('Choose a logo').setInputFiles({
		name: 'logo.png',
		mimeType: 'image/png',
		buffer: PIXEL
	});
	const preview = page.getByRole('region', { name: 'How customers see it' }).locator('img');
	await expect(preview).toHaveAttribute('src', /^data:image\/png/);
	await page.getByRole('button', { name: 'Add the logo' }).click();
	await expect(page.getByText('Your logo is in place')).toBeVisible();
	await expect(preview).toHaveAttribute('src', /^\/logo\?v=/);
	await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Typed, not saved');

	const address = (await preview.getAttribute('src'))!;
	const served = await page.request.get(address);
	expect(served.headers()).toMatchObject({
		'content-type': 'image/png',
		'x-content-type-options': 'nosniff',
		'cache-control': 'public, max-age=31536000, immutable'
	});
	expect((await served.body()).equals(PIXEL)).toBe(true);
	const again = await page.request.get('/logo', {
		headers: { 'if-none-match': served.headers().etag! }
	});
	expect(again.status()).toBe(304);

	await page.getByLabel('Name', { exact: true }).fill('Test & Daughters');
	const visitor = await page.context().newPage();
	await visitor.goto(path);
	const shown = visitor.getByRole('banner').locator('img');
	await expect(shown).toHaveAttribute('src', address);
	await expect
		.poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth))
		.toBe(1);

	await page.getByRole('button', { name: 'Remove the logo' }).click();
	await expect(page.getByText('The logo is removed.')).toBeVisible();
	expect(await shop.sql`select from business_logo`).toHaveLength(0);
	expect((await page.request.get(address)).status()).toBe(404);
});

test('a closed day shows the bookings that it would strand before it is saved', async ({
	page,
	shop,
	signIn
}) => {
	await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto(`${BUSINESS}/hours`);
	await awake(page);
	await page.getByLabel('First day').fill(shop.date(3));
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('This leaves 1 booking outside the hours');
	await expect(page.getByRole('alert')).toContainText('Customer 1');
	const closed = () => shop.sql`select from hours_exception where fieldworker_id is null`;
	expect(await closed()).toHaveLength(0);
	await page.getByRole('button', { name: 'Add all the same' }).click();
	await expect.poll(async () => (await closed()).length).toBe(1);
});

test('whoever leaves with something unsaved is asked first', async ({ page, shop, signIn }) => {
	void shop;
	await signIn(page);
	await page.goto(BUSINESS);
	await awake(page);
	await page.getByLabel('Phone').fill('+1 212 555 0199');
	const stays = page.waitForEvent('dialog').then((dialog) => dialog.dismiss());
	await page.getByRole('link', { name: 'Hours and closed days' }).click();
	await stays;
	await expect(page.getByLabel('Phone')).toHaveValue('+1 212 555 0199');
	const leaves = page.waitForEvent('dialog').then((dialog) => dialog.accept());
	await page.getByRole('link', { name: 'Hours and closed days' }).click();
	await leaves;
	await expect(page.getByRole('heading', { name: 'Business hours' })).toBeVisible();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('what cannot be is said beside its field, and another zone asks first', async ({
		page,
		shop,
		signIn
	}) => {
		await shop.booked(shop.at(3, 9));
		await signIn(page);
		await page.goto(BUSINESS);
		await page.getByLabel('Email').fill('nobody');
		await page.getByLabel('Time zone').fill('Atlantis');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true');
		await expect(page.getByLabel('Time zone')).toHaveValue('Atlantis');
		await expect(page.getByText('Type a city or a zone of the list')).toBeVisible();

		await page.getByLabel('Email').fill('');
		await page.getByLabel('Time zone').fill('Paris');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await page.getByRole('button', { name: 'Save, and use Paris time' }).click();
		await expect(page.getByText('Saved. It is on every page from now on.')).toBeVisible();
		expect(await shop.sql`select time_zone, email from business`).toEqual([
			{ time_zone: 'Europe/Paris', email: '' }
		]);
	});
});

for (const colorScheme of ['light', 'dark'] as const) {
	for (const width of [390, 1440]) {
		test.describe(`${colorScheme}, ${width} pixels wide`, () => {
			test.use({ colorScheme, viewport: { width, height: 900 } });

			test('the business’s pages fit, and axe finds nothing', async ({ page, shop, signIn }) => {
				await shop.booked(shop.at(3, 9));
				await signIn(page);
				const FLAGS = '/admin/settings/customer-portal/flags-and-permissions';
				for (const address of [BUSINESS, `${BUSINESS}/hours`, FLAGS]) {
					await page.goto(address);
					await awake(page);
					await expectNoFaults(page);
					const beyond = () =>
						page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
					expect(await beyond(), address).toBeLessThanOrEqual(0);
				}
			});
		});
	}
}
