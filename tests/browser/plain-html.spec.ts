import { choose, clock, day } from './picker.ts';
import { expect, test } from './reslot.ts';

test.use({ javaScriptEnabled: false });

test('without JavaScript a booking is moved, edited and cancelled all the same', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await page.goto(path);
	await page.getByRole('link', { name: 'Edit' }).click();
	await choose(page, shop.at(4, 14));
	await expect(page.getByText(clock(shop.at(3, 9))).first()).toBeVisible();
	await page.getByLabel('Why are you moving it?').fill('No script, no worry');
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('Your booking has been moved')).toBeVisible();
	await expect(page.getByText(day(shop.at(4, 14))).first()).toBeVisible();

	await page.getByRole('link', { name: 'Change details' }).click();
	await page.getByLabel('Phone').fill('+1 212 555 0199');
	await page.getByRole('button', { name: /Save/ }).click();
	await expect(page.getByText('Your details are saved')).toBeVisible();

	await page.getByRole('link', { name: 'Cancel booking' }).click();
	await page.getByRole('button', { name: /Cancel/ }).click();
	await expect(page.getByRole('link', { name: 'Schedule an appointment' })).toBeVisible();
	expect(await shop.sql`select version, status, phone from booking`).toEqual([
		{ version: 4, status: 'cancelled', phone: '+1 212 555 0199' }
	]);
});

test('without JavaScript a time that was just taken is refused with the nearest ones', async ({
	page,
	shop,
	bookedLink
}) => {
	const { path } = await bookedLink(3, 9);
	await page.goto(`${path}/reschedule`);
	await choose(page, shop.at(4, 11));
	await shop.booked(shop.at(4, 11));
	await page.getByLabel('Why are you moving it?').fill('Kept');
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('Somebody has just taken that time')).toBeVisible();
	await expect(page.getByLabel('Why are you moving it?')).toHaveValue('Kept');
	await page.getByRole('button', { name: new RegExp(clock(shop.at(4, 12))) }).click();
	await expect(page.getByLabel('Why are you moving it?')).toHaveValue('Kept');
	await page.getByRole('button', { name: 'Confirm new time' }).click();
	await expect(page.getByText('Your booking has been moved')).toBeVisible();
});

test('without JavaScript staff sign in and set the flags', async ({ page, shop, signIn }) => {
	await signIn(page);
	await page.goto('/admin/settings/customer-portal/flags-and-permissions');
	await page.getByLabel('Minimum notice for cancellation').fill('-3');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByLabel('Minimum notice for cancellation')).toHaveValue('-3');
	await expect(page.getByLabel('Minimum notice for cancellation')).toHaveAttribute(
		'aria-invalid',
		'true'
	);
	await page.getByLabel('Minimum notice for cancellation').fill('48');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText(/saved/i).first()).toBeVisible();
	expect(await shop.sql`select cancel_notice_hours from flags`).toEqual([
		{ cancel_notice_hours: 48 }
	]);
});
