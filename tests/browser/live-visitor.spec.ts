import { confirmBooking, fillDetails, visitor } from './booking-form.ts';
import { showDay, timeOf } from './picker.ts';
import { expect, test } from './reslot.ts';

// The public booking page, while others are at it too.

test('a visitor’s time is held for them, in another tab as well', async ({
	page,
	browser,
	shop
}) => {
	const address = `/book?service=${shop.serviceId}&fieldworker=${shop.fieldworkerIds[0]}`;
	const other = await browser.newPage();
	await Promise.all([page.goto(address), other.goto(address)]);
	await Promise.all([showDay(page, shop.at(5, 14)), showDay(other, shop.at(5, 14))]);
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await expect(other.getByText('Live', { exact: true })).toBeVisible();
	await timeOf(page, shop.at(5, 14)).click();
	await expect(page.getByRole('timer')).toContainText(/4:\d\d/);
	await expect(timeOf(other, shop.at(5, 14))).toHaveCount(0);

	const tab = await page.context().newPage();
	await tab.goto(address);
	await showDay(tab, shop.at(5, 14));
	await expect(timeOf(tab, shop.at(5, 14))).toBeVisible();
	await fillDetails(page, visitor('Vera Visitor'));
	await confirmBooking(page);
	await expect(timeOf(tab, shop.at(5, 14))).toHaveCount(0);
});

test('going back from a booking that was just made blames nobody for its time', async ({
	page,
	shop
}) => {
	await page.goto(`/book?service=${shop.serviceId}&fieldworker=${shop.fieldworkerIds[0]}`);
	await showDay(page, shop.at(5, 14));
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await timeOf(page, shop.at(5, 14)).click();
	await fillDetails(page, visitor('Vera Visitor'));
	await confirmBooking(page);
	await page.goBack();
	await expect(page.getByRole('heading', { name: 'Choose a time' })).toBeVisible();
	await expect(page.getByText(/not free any more/)).toHaveCount(0);
});
