import { bookNow, fillDetails, visitor } from './booking-form.ts';
import { awake, holdBack } from './pages.ts';
import { choose } from './picker.ts';
import { expect, test } from './reslot.ts';

test('times that come when their booking has been made already are nobody’s', async ({
	page,
	shop
}) => {
	const said: string[] = [];
	page.on('console', (message) => {
		if (['warning', 'error'].includes(message.type())) said.push(message.text());
	});
	page.on('pageerror', ({ message }) => said.push(message));
	await page.goto(`/book?service=${shop.serviceId}`);
	await awake(page);
	await choose(page, shop.at(4, 11));
	await fillDetails(page, visitor('Vera Visitor'));
	const times = await holdBack(page, /\/book\/times\?/);
	await shop.setFlags({ furthestDays: 20 });
	await times.sent;
	await bookNow(page).click();
	await expect(page.getByText('You are booked')).toBeVisible();
	const answer = page.waitForResponse(/\/book\/times\?/);
	times.arrive();
	await (await answer).finished();
	// What follows the answer has been done once a later question is answered.
	await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
	await expect(page.getByText('You are booked')).toBeVisible();
	expect(said).toEqual([]);
});
