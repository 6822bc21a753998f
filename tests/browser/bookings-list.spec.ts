import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { editDetails } from '../../src/lib/server/bookings/edit-details.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

const lines = (page: Page) => page.locator('tr.booking');
const box = (page: Page, id: number) => page.locator(`input[name="id"][value="${id}"]`);

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		const open = async (page: Page, address: string) => {
			await page.goto(address);
			if (javaScriptEnabled) await awake(page);
		};

		test('several bookings are cancelled, after it was said what that means', async ({
			page,
			shop,
			signIn
		}) => {
			const first = await shop.booked(shop.at(2, 9));
			const second = await shop.booked(shop.at(3, 9));
			const third = await shop.booked(shop.at(4, 9));
			await signIn(page);
			await open(page, '/admin/bookings?from=');
			await box(page, first.id).check();
			await box(page, second.id).check();
			await page.getByRole('button', { name: 'Cancel them' }).click();
			await expect(page.getByRole('heading', { name: 'Cancel bookings', level: 1 })).toBeVisible();
			if (javaScriptEnabled) await awake(page);
			await expect(page.getByText('2 bookings.', { exact: true })).toBeVisible();
			await expect(page.getByText('2 customers will get an email each.')).toBeVisible();
			expect(await shop.sql`select from booking where status = 'cancelled'`).toHaveLength(0);

			// Somebody changes one of them while this page is open.
			await editDetails(shop.sql, {
				bookingId: second.id,
				details: { phone: '1', address: '', notes: '' },
				actor: { kind: 'customer', channel: 'email_link', language: 'en' }
			});
			await page.getByLabel('Reason').fill('Snow');
			await page.getByRole('button', { name: 'Cancel 2 bookings' }).click();
			await expect(page.getByText('1 booking is cancelled. 1 email is on the way.')).toBeVisible();
			await expect(page.getByRole('listitem').filter({ hasText: `#${second.id}` })).toContainText(
				'It was changed while you looked at it.'
			);
			expect(await shop.sql`select id, status from booking order by id`).toEqual([
				{ id: first.id, status: 'cancelled' },
				{ id: second.id, status: 'confirmed' },
				{ id: third.id, status: 'confirmed' }
			]);
			await page.getByRole('link', { name: 'Back to the list' }).click();
			await expect(page).toHaveURL(/\/admin\/bookings\?from=$/);
			await expect(lines(page)).toHaveCount(3);
		});

		test('their customers can be left alone', async ({ page, shop, signIn }) => {
			const { id } = await shop.booked(shop.at(2, 9));
			await signIn(page);
			await open(page, `/admin/bookings/several?act=cancel&id=${id}`);
			await page.getByLabel('Tell the customers by email').uncheck();
			await page.getByRole('button', { name: 'Cancel 1 booking' }).click();
			await expect(page.getByText('1 booking is cancelled. No email was sent.')).toBeVisible();
			expect(await shop.sql`select from mail where kind = 'cancelled'`).toHaveLength(0);
		});

		test('the present details are sent to several customers', async ({ page, shop, signIn }) => {
			const first = await shop.booked(shop.at(2, 9));
			const over = await shop.booked(shop.at(3, 9));
			await shop.sql`update booking set status = 'completed', version = 2 where id = ${over.id}`;
			await shop.sql`update mail set state = 'sent', created_at = created_at - interval '1 hour'`;
			await signIn(page);
			await open(page, '/admin/bookings?from=');
			await box(page, first.id).check();
			await box(page, over.id).check();
			await page.getByRole('button', { name: 'Email the details' }).click();
			await expect(page.getByText('1 of those you chose is left as before')).toBeVisible();
			await page.getByRole('button', { name: 'Send 1 email' }).click();
			await expect(page.getByText('1 email is on the way.')).toBeVisible();
			expect(await shop.sql`select from mail where booking_id = ${first.id}`).toHaveLength(2);
		});

		test('the list is sorted by a column, one way and the other', async ({
			page,
			shop,
			signIn
		}) => {
			await shop.booked(shop.at(2, 9));
			await shop.booked(shop.at(3, 9), shop.fieldworkerIds[1]);
			await shop.sql`update customer set name = 'Zora' where id = 1`;
			await signIn(page);
			await open(page, '/admin/bookings?from=');
			const head = page.getByRole('columnheader', { name: 'Customer' });
			await head.getByRole('link').click();
			await expect(page).toHaveURL(/sort=customer/);
			await expect(head).toHaveAttribute('aria-sort', 'ascending');
			await expect(lines(page).first()).toContainText('Customer 2');
			await head.getByRole('link').click();
			await expect(head).toHaveAttribute('aria-sort', 'descending');
			await expect(lines(page).first()).toContainText('Zora');
		});
	});
}

test('all bookings of a page are chosen at once, and none again', async ({
	page,
	shop,
	signIn
}) => {
	await shop.booked(shop.at(2, 9));
	await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto('/admin/bookings?from=');
	await awake(page);
	const cancelThem = page.getByRole('button', { name: 'Cancel them' });
	await expect(cancelThem).toBeDisabled();
	await page.getByLabel('Choose all on this page').check();
	await expect(page.getByText('2 bookings chosen')).toBeVisible();
	await expect(cancelThem).toBeEnabled();
	await page.getByRole('button', { name: 'Choose none' }).click();
	await expect(cancelThem).toBeDisabled();
});

test('the list is narrowed to a service', async ({ page, shop, signIn }) => {
	await shop.booked(shop.at(2, 9));
	await shop.sql`
		insert into service (name, duration_minutes)
		values ('Other', 30)
	`;
	await signIn(page);
	await page.goto('/admin/bookings?from=');
	await awake(page);
	await page.getByLabel('Service').selectOption('Other');
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(page.getByText('No bookings found')).toBeVisible();
	await page.getByLabel('Service').selectOption('Lesson');
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(lines(page)).toHaveCount(1);
});

test('the list’s bookings are exported as a CSV file, and the list stays live', async ({
	page,
	shop,
	signIn
}) => {
	await shop.booked(shop.at(2, 9));
	await shop.booked(shop.at(3, 9));
	await signIn(page);
	await page.goto('/admin/bookings?from=&search=Customer+2');
	await awake(page);
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export as CSV' }).click();
	const download = await downloading;
	expect(download.suggestedFilename()).toMatch(/^bookings-\d{4}-\d\d-\d\d\.csv$/);
	const text = await readFile(await download.path(), 'utf8');
	expect(text.split('\r\n')).toHaveLength(3);
	expect(text).toContain('customer2@example.com');
	expect(await shop.sql`select action, subject from audit`).toEqual([
		{ action: 'bookings.exported', subject: '1 booking' }
	]);
	await shop.sql`update booking set status = 'completed', version = 2 where id = 1002`;
	await expect(page.getByRole('button', { name: 'This list has changed' })).toBeVisible();
});

test('an export needs a press: a link to it does nothing', async ({ page, signIn }) => {
	await signIn(page);
	const response = await page.request.get('/admin/bookings/export?from=');
	expect(response.status()).toBe(405);
});
