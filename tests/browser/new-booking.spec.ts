import type { Page } from '@playwright/test';
import { clock } from './picker.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

const PAGE = '/admin/bookings/new';

const customer = async (page: Page, name = 'Zoe Quinn', email = 'zoe@mail.example') => {
	await page.getByLabel('Name').fill(name);
	await page.getByRole('textbox', { name: 'Email', exact: true }).fill(email);
};
const when = async (page: Page, date: string, time: string, who = 'Worker 1') => {
	await page.getByLabel('Fieldworker').selectOption({ label: who });
	await page.getByLabel('Date').fill(date);
	await page.getByLabel('Time', { exact: true }).fill(time);
};
const press = (page: Page) => page.getByRole('button', { name: 'Book', exact: true }).click();

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		const open = async (page: Page, query = '') => {
			await page.goto(PAGE + query);
			if (javaScriptEnabled) await awake(page);
		};

		test('a booking is made for a new customer, at a time that is typed', async ({
			page,
			shop,
			signIn
		}) => {
			await signIn(page);
			await open(page);
			await customer(page);
			await when(page, shop.date(9), '10:10');
			await page.getByLabel('Notes').fill('Ring twice');
			await press(page);
			await page.waitForURL(/\/admin\/bookings\/\d+$/);
			const [row] = await shop.sql`
				select starts_at, fieldworker_id, notes, contact_name
				from booking
			`;
			expect(row).toEqual({
				starts_at: shop.at(9, 10) + 600_000,
				fieldworker_id: shop.fieldworkerIds[0],
				notes: 'Ring twice',
				contact_name: 'Zoe Quinn'
			});
			expect(await shop.sql`select kind from mail`).toEqual([{ kind: 'confirmation' }]);
		});

		test('a customer who is known is found, and the email can be left out', async ({
			page,
			shop,
			signIn
		}) => {
			const known = await shop.booked(shop.at(2, 9));
			await signIn(page);
			await open(page);
			await page.getByLabel('Find a customer').fill('customer1@');
			if (!javaScriptEnabled) await page.getByRole('button', { name: 'Find' }).click();
			await page.getByRole('button', { name: /Customer 1/ }).click();
			await expect(page.getByRole('link', { name: 'Customer 1' })).toBeVisible();
			await when(page, shop.date(9), '10:00', 'Anybody who is free');
			await page.getByLabel('Send the customer a confirmation by email').uncheck();
			await press(page);
			await page.waitForURL(/\/admin\/bookings\/\d+$/);
			expect(await shop.sql`select customer_id from booking`).toEqual([
				{ customer_id: known.customer.id },
				{ customer_id: known.customer.id }
			]);
			expect(await shop.sql`select from mail`).toHaveLength(1);
		});

		test('a time that is taken or outside hours is warned about, and booked all the same', async ({
			page,
			shop,
			signIn
		}) => {
			await shop.booked(shop.at(9, 17));
			await signIn(page);
			await open(page);
			await customer(page);
			await when(page, shop.date(9), '17:30');
			await press(page);
			const warning = page.getByText('Nothing is booked yet');
			await expect(warning).toBeVisible();
			const warnings = page.getByRole('listitem');
			await expect(warnings.filter({ hasText: 'Clashes with Customer 1' })).toBeVisible();
			await expect(warnings.filter({ hasText: 'Outside working hours' })).toBeVisible();
			expect(await shop.sql`select from booking`).toHaveLength(1);

			// Another time than was warned about is warned about as well.
			await page.getByLabel('Time', { exact: true }).fill('18:30');
			await page.getByRole('button', { name: 'Book all the same' }).click();
			await expect(warnings.filter({ hasText: 'Clashes with' })).toHaveCount(0);
			await expect(warning).toBeVisible();
			await page.getByLabel('Time', { exact: true }).fill('17:30');
			await press(page);
			await expect(warnings.filter({ hasText: 'Clashes with Customer 1' })).toBeVisible();
			await page.getByRole('button', { name: 'Book all the same' }).click();
			await page.waitForURL(/\/admin\/bookings\/\d+$/);
			expect(await shop.sql`select from occupancy where shared`).toHaveLength(2);
		});

		test('what cannot be is said beside its field, and what was typed is kept', async ({
			page,
			signIn
		}) => {
			await signIn(page);
			await open(page);
			await page.getByLabel('Notes').fill('Kept');
			await press(page);
			await expect(page.getByText('Type the customer’s name.')).toBeVisible();
			await expect(page.getByText('Choose a date.', { exact: true })).toBeVisible();
			await expect(page.getByText('Type a time like 14:30.')).toBeVisible();
			await expect(page.getByLabel('Notes')).toHaveValue('Kept');
		});

		test('a free time of the day is pressed into the fields', async ({ page, shop, signIn }) => {
			await shop.booked(shop.at(9, 9));
			await signIn(page);
			await open(page, `?fieldworker=${shop.fieldworkerIds[0]}`);
			await customer(page);
			await page.getByLabel('Date').fill(shop.date(9));
			if (!javaScriptEnabled) await page.getByRole('button', { name: 'Show what is free' }).click();
			const times = page.getByRole('group', { name: 'Free that day' });
			await expect(times.getByRole('button', { name: clock(shop.at(9, 9)) })).toHaveCount(0);
			await times.getByRole('button', { name: clock(shop.at(9, 13)), exact: true }).click();
			await expect(page.getByLabel('Time', { exact: true })).toHaveValue('13:00');
			await expect(page.getByLabel('Name')).toHaveValue('Zoe Quinn');
			await press(page);
			await page.waitForURL(/\/admin\/bookings\/\d+$/);
			expect(await shop.sql`select starts_at from booking order by id desc limit 1`).toEqual([
				{ starts_at: shop.at(9, 13) }
			]);
		});
	});
}

test('an address of somebody known is said before it becomes their booking', async ({
	page,
	shop,
	signIn
}) => {
	await shop.booked(shop.at(2, 9));
	await signIn(page);
	await page.goto(PAGE);
	await awake(page);
	await customer(page, 'Somebody', 'CUSTOMER1@example.com');
	await when(page, shop.date(9), '10:00');
	await press(page);
	await expect(page.getByText('This email address is Customer 1’s.')).toBeVisible();
	await page.getByRole('button', { name: 'Book all the same' }).click();
	await page.waitForURL(/\/admin\/bookings\/\d+$/);
	expect(await shop.sql`select from customer`).toHaveLength(1);
});

test('who does not do the service is not booked for it', async ({ page, shop, signIn }) => {
	await shop.sql`delete from fieldworker_service where fieldworker_id = ${shop.fieldworkerIds[1]!}`;
	await signIn(page);
	await page.goto(PAGE);
	await awake(page);
	await customer(page);
	await when(page, shop.date(9), '10:00', 'Worker 2 (does not do this)');
	await press(page);
	await expect(page.getByText('They do not do this service.')).toBeVisible();
	expect(await shop.sql`select from booking`).toHaveLength(0);
});

test('when nobody is free, other times of the day are offered', async ({ page, shop, signIn }) => {
	for (const id of shop.fieldworkerIds) await shop.booked(shop.at(9, 9), id);
	await signIn(page);
	await page.goto(PAGE);
	await awake(page);
	await customer(page);
	await when(page, shop.date(9), '09:30', 'Anybody who is free');
	await press(page);
	await expect(page.getByText('Nobody who does this is working and free then.')).toBeVisible();
	const instead = page.getByRole('group', { name: 'Free instead' });
	await expect(instead).toBeVisible();
	await page.getByLabel('Date').fill(shop.date(12));
	await expect(page.getByRole('group', { name: 'Free that day' })).toBeVisible();
	await expect(instead).toHaveCount(0);
	await page.getByLabel('Date').fill(shop.date(9));
	await instead.getByRole('button', { name: clock(shop.at(9, 12)) }).click();
	await press(page);
	await page.waitForURL(/\/admin\/bookings\/\d+$/);
});

test('what a time would mean is said while it is typed', async ({ page, shop, signIn }) => {
	await shop.booked(shop.at(9, 9));
	await signIn(page);
	await page.goto(
		`${PAGE}?start=${shop.at(9, 9)}&fieldworker=${shop.fieldworkerIds[0]}&customer=1`
	);
	await awake(page);
	await expect(page.getByText('Clashes with Customer 1')).toBeVisible();
	await page.getByLabel('Time', { exact: true }).fill('11:00');
	await expect(page.getByText('Free', { exact: true })).toBeVisible();
});

test('the Enter key books, and chooses nobody and no time', async ({ page, shop, signIn }) => {
	await shop.booked(shop.at(2, 9));
	await signIn(page);
	await page.goto(`${PAGE}?start=${shop.at(9, 9)}&fieldworker=${shop.fieldworkerIds[0]}`);
	await awake(page);
	await page.getByLabel('Find a customer').fill('Customer');
	await expect(page.getByText('1 customer found')).toBeVisible();
	await page.getByLabel('Find a customer').press('Enter');
	await expect(page.getByLabel('Name')).toHaveValue('');
	await customer(page);
	await expect(page.getByRole('group', { name: 'Free that day' })).toBeVisible();
	await page.getByLabel('Name').press('Enter');
	await page.waitForURL(/\/admin\/bookings\/\d+$/);
	expect(await shop.sql`select starts_at from booking order by id desc limit 1`).toEqual([
		{ starts_at: shop.at(9, 9) }
	]);
});

test('a time or a length that nobody can mean is answered in words', async ({
	page,
	shop,
	signIn
}) => {
	await signIn(page);
	await page.goto('/admin');
	const headers = { origin: new URL(page.url()).origin, accept: 'text/html' };
	const form = { serviceId: shop.serviceId, fieldworker: 'any', pick: '99999999999999' };
	const picked = await page.request.post(`${PAGE}?/check`, { headers, form });
	expect(picked.status()).toBe(400);
	expect(await picked.text()).toContain('That time cannot be read. Choose one of the times shown');
	expect((await page.request.get(`${PAGE}?start=99999999999999`)).status()).toBe(200);

	const [fieldworkerId, startsAt] = [shop.fieldworkerIds[0], shop.at(3, 9)];
	const data = { fieldworkerId, startsAt, endsAt: shop.at(400, 9), title: '', seen: [], ask: [] };
	const blocked = await page.request.post('/admin/board/block', { headers, data });
	expect(blocked.status()).toBe(400);
	expect(await shop.sql`select from blocked_event`).toHaveLength(0);
});
