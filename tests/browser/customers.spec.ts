import type { Page } from '@playwright/test';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		const woken = async (page: Page) => {
			if (javaScriptEnabled) await awake(page);
		};

		test('a customer is added, found, opened and changed', async ({ page, signIn }) => {
			await signIn(page);
			await page.goto('/admin/customers');
			await expect(page.getByText('No customers yet')).toBeVisible();
			await page.goto('/admin/customers/new');
			await woken(page);
			await page.getByLabel('Name').fill('Zoe Quinn');
			await page.getByLabel('Email').fill('zoe');
			await page.getByRole('button', { name: 'Add customer' }).click();
			await expect(page.getByText('Type the whole email address')).toBeVisible();
			await expect(page.getByLabel('Name')).toHaveValue('Zoe Quinn');
			await page.getByLabel('Email').fill('zoe@mail.example');
			await page.getByRole('button', { name: 'Add customer' }).click();
			await expect(page.getByRole('heading', { name: 'Zoe Quinn', level: 1 })).toBeVisible();

			await page.goto('/admin/customers?search=ZOE');
			await woken(page);
			await page.getByRole('link', { name: 'Zoe Quinn' }).click();
			await page.getByRole('link', { name: 'Edit' }).click();
			await expect(page.getByRole('heading', { name: 'Edit customer' })).toBeVisible();
			await woken(page);
			await page.getByLabel('Phone').fill('555 0101');
			await page.getByRole('button', { name: 'Save' }).click();
			await expect(page.getByText('Saved.')).toBeVisible();
			await expect(page.getByRole('link', { name: '555 0101' })).toBeVisible();
		});

		test('who saves what somebody else changed meanwhile is shown both', async ({
			page,
			shop,
			signIn
		}) => {
			await shop.booked(shop.at(2, 9));
			await signIn(page);
			await page.goto('/admin/customers/1/edit');
			await woken(page);
			await page.getByLabel('Phone').fill('1111');
			await shop.sql`update customer set phone = '2222' where id = 1`;
			await page.getByRole('button', { name: 'Save' }).click();
			await expect(page.getByText('Somebody else changed this customer meanwhile')).toBeVisible();
			await expect(page.getByRole('definition').filter({ hasText: '2222' })).toBeVisible();
			await expect(page.getByLabel('Phone')).toHaveValue('1111');
			expect(await shop.sql`select phone from customer`).toEqual([{ phone: '2222' }]);
			await page.getByRole('button', { name: 'Save' }).click();
			await expect(page.getByText('Saved.')).toBeVisible();
			expect(await shop.sql`select phone from customer`).toEqual([{ phone: '1111' }]);
		});

		test('an address that another customer has is not taken', async ({ page, shop, signIn }) => {
			await shop.booked(shop.at(2, 9));
			await shop.booked(shop.at(3, 9));
			await signIn(page);
			await page.goto('/admin/customers/2/edit');
			await woken(page);
			await page.getByLabel('Email').fill('CUSTOMER1@example.com');
			await page.getByRole('button', { name: 'Save' }).click();
			await expect(page.getByText('Another customer has this email address')).toBeVisible();
			await expect(page.getByLabel('Email')).toHaveValue('CUSTOMER1@example.com');
		});

		test('a customer is erased, after it was said in numbers what that means', async ({
			page,
			shop,
			signIn
		}) => {
			await shop.booked(shop.at(2, 9));
			await signIn(page);
			await page.goto('/admin/customers/1');
			await page.getByRole('link', { name: 'Erase this customer' }).click();
			await expect(page.getByRole('heading', { name: 'Erase this customer' })).toBeVisible();
			await woken(page);
			await expect(
				page.getByText('1 upcoming booking is cancelled without an email')
			).toBeVisible();
			const erase = page.getByRole('button', { name: 'Erase this customer' });
			await page.getByLabel('Type Customer 1 to be sure').fill('Customer 2');
			await erase.click();
			await expect(page.getByText('This is not the name above.')).toBeVisible();
			expect(await shop.sql`select from customer where erased_at is null`).toHaveLength(1);

			await page.getByLabel('Type Customer 1 to be sure').fill('customer 1');
			await erase.click();
			await expect(page.getByText('This customer was erased')).toBeVisible();
			await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0);
			expect(await shop.sql`select status from booking`).toEqual([{ status: 'cancelled' }]);
			expect(await shop.sql`select name from customer`).toEqual([{ name: 'Erased customer' }]);
			await page.goto('/admin/customers');
			await expect(page.getByText('No customers yet')).toBeVisible();
			expect((await page.goto('/admin/customers/1/edit'))?.status()).toBe(404);
		});
	});
}

test('whoever leaves with something typed is asked first', async ({ page, shop, signIn }) => {
	await shop.booked(shop.at(2, 9));
	await signIn(page);
	await page.goto('/admin/customers/1/edit');
	await awake(page);
	await page.getByLabel('Phone').fill('1111');
	let asked = '';
	page.once('dialog', (dialog) => {
		asked = dialog.message();
		void dialog.dismiss();
	});
	await page.getByRole('link', { name: 'Back', exact: true }).click();
	await expect.poll(() => asked).toContain('not saved');
	await expect(page.getByLabel('Phone')).toHaveValue('1111');
});

test('bookings that change while the erasing is thought over are counted anew', async ({
	page,
	shop,
	signIn
}) => {
	const { id } = await shop.booked(shop.at(2, 9));
	await signIn(page);
	await page.goto('/admin/customers/1/erase');
	await awake(page);
	await shop.sql`update booking set status = 'completed' where id = ${id}`;
	await page.getByLabel('Type Customer 1 to be sure').fill('Customer 1');
	await page.getByRole('button', { name: 'Erase this customer' }).click();
	await expect(page.getByText('Nothing is erased yet')).toBeVisible();
	await expect(page.getByText('They have no upcoming booking.')).toBeVisible();
	await page.getByRole('button', { name: 'Erase this customer' }).click();
	await expect(page.getByText('This customer was erased')).toBeVisible();
});

test('a customer’s page follows their bookings', async ({ page, shop, signIn }) => {
	const { id } = await shop.booked(shop.at(2, 9));
	await signIn(page);
	await page.goto('/admin/customers/1');
	await awake(page);
	await expect(page.getByText('Confirmed', { exact: true })).toBeVisible();
	await shop.sql`update booking set status = 'completed', version = 2 where id = ${id}`;
	await expect(page.getByText('Completed', { exact: true })).toBeVisible();
	expect((await page.goto('/admin/customers/99'))?.status()).toBe(404);
	expect((await page.goto('/admin/customers/x'))?.status()).toBe(404);
});
