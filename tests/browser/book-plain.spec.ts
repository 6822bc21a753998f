import { bookNow, confirmBooking, fillDetails, visitor } from './booking-form.ts';
import { choose, clock, timeOf } from './picker.ts';
import { expect, test } from './reslot.ts';

test.use({ javaScriptEnabled: false });

const vera = () => visitor('Vera Visitor', 'Line one\nGate code 12');

test('without JavaScript a visitor changes the time and the details and loses nothing', async ({
	page,
	shop
}) => {
	const address = `/book?service=${shop.serviceId}&fieldworker=${shop.fieldworkerIds[0]}`;
	await page.goto(address);
	await choose(page, shop.at(4, 9));
	const who = vera();
	await fillDetails(page, who);
	await page.getByRole('link', { name: 'Change the time' }).click();
	await expect(timeOf(page, shop.at(4, 9))).toBeVisible();
	await timeOf(page, shop.at(4, 15)).click();
	await expect(page.getByRole('heading', { name: 'Is everything right?' })).toBeVisible();
	await expect(page.getByRole('main')).toContainText('Gate code 12');
	await page.getByRole('link', { name: 'Change your details' }).click();
	await expect(page.getByLabel('Notes')).toHaveValue(who.notes);
	await page.getByRole('button', { name: 'Continue' }).click();
	await page.waitForURL(/step=review/);
	await confirmBooking(page);
	expect(await shop.sql`select starts_at, notes from booking`).toEqual([
		{ starts_at: shop.at(4, 15), notes: who.notes }
	]);
	await page.goBack();
	await expect(page.getByText('You have booked that time.')).toBeVisible();
});

test('without JavaScript notes that are too long to be kept are looked over all the same', async ({
	page,
	shop
}) => {
	await page.goto(`/book?service=${shop.serviceId}&at=${shop.at(4, 9)}`);
	// Of no two alike, so that they cannot be made shorter.
	const notes = Array.from({ length: 1990 }, (_, n) =>
		String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000))
	).join('');
	await fillDetails(page, visitor('Vera Visitor', notes));
	await expect(page.getByRole('main')).toContainText(notes);
	await confirmBooking(page);
	expect(await shop.sql`select notes from booking`).toEqual([{ notes }]);
});

test('without JavaScript a time that was just taken is refused, and the nearest one is booked', async ({
	page,
	shop
}) => {
	await page.goto(`/book?service=${shop.serviceId}&fieldworker=${shop.fieldworkerIds[0]}`);
	await choose(page, shop.at(4, 11));
	await fillDetails(page, vera());
	await shop.booked(shop.at(4, 11));
	await bookNow(page).click();
	await expect(page.getByText(/just taken that time/)).toBeVisible();
	await page.getByRole('button', { name: new RegExp(clock(shop.at(4, 12))) }).click();
	await expect(page.getByRole('main')).toContainText('Gate code 12');
	await confirmBooking(page);
	expect(await shop.sql`select starts_at from booking order by id desc limit 1`).toEqual([
		{ starts_at: shop.at(4, 12) }
	]);
});

test('without JavaScript what is missing is said, and a program’s form books nothing', async ({
	page,
	shop,
	baseURL
}) => {
	await page.goto(`/book?service=${shop.serviceId}&at=${shop.at(4, 9)}`);
	await page.getByRole('button', { name: 'Continue' }).click();
	await expect(page.getByText('Please tell us your name.')).toBeVisible();
	const sent = await page.request.post(`/book?service=${shop.serviceId}`, {
		form: {
			...vera(),
			serviceId: String(shop.serviceId),
			fieldworker: 'any',
			startsAt: String(shop.at(4, 9)),
			requestId: crypto.randomUUID(),
			website: 'https://spam.example'
		},
		headers: { origin: baseURL ?? '', accept: 'text/html' }
	});
	expect(sent.status()).toBe(422);
	expect(await sent.text()).toContain('Gate code 12');
	expect(await shop.sql`select from booking`).toHaveLength(0);
});
