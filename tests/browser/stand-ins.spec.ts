import type { Page } from '@playwright/test';
import { inbox } from '../support/inbox.ts';
import { regular } from './portal.ts';
import { expect, test } from './reslot.ts';

/** The business's phone, without which a page is no help. */
const phone = (page: Page) => page.getByRole('main').getByRole('link', { name: /555 0100/ });

test('what is at no address says so in the business’s name, and where to go on', async ({
	page,
	shop
}) => {
	void shop;
	for (const path of ['/nowhere', '/b', '/book/nowhere', '/portal/bookings/none/at/all']) {
		const answer = await page.goto(path);
		expect(answer!.status(), path).toBe(404);
		await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
		await expect(page.getByRole('banner')).toContainText('Test & Daughters');
		await expect(phone(page)).toBeVisible();
	}
	await page.getByRole('main').getByRole('link', { name: 'Schedule an appointment' }).click();
	await expect(page).toHaveURL(/\/book$/);
});

test('a link that opens nothing offers a new one by email, whoever asks', async ({
	page,
	shop,
	mailgun
}) => {
	const { email: known } = await regular(shop, 'Rosa');
	await expect.poll(() => mailgun.messages.length).toBe(1);
	const answers: string[] = [];
	for (const email of [inbox('Nobody'), known]) {
		const answer = await page.goto(`/b/${'x'.repeat(43)}`);
		expect(answer!.status()).toBe(404);
		await expect(phone(page)).toBeVisible();
		await page.getByLabel('Your email').fill(email);
		await page.getByRole('button', { name: 'Email me a link and a code' }).click();
		await expect(page).toHaveURL(/\/portal\/code/);
		const said = await page.getByRole('main').innerText();
		answers.push(said.replaceAll(email, '…').replace(/\d+:\d+ [AP]M/g, '…'));
	}
	expect(answers[0]).toBe(answers[1]);
	// The confirmation of the booking, and one more.
	await expect.poll(() => mailgun.messages.length).toBe(2);
	expect(mailgun.messages[1]?.to).toContain(known);
});

test('a booking’s number opens nothing, and its page in the portal asks who one is', async ({
	page,
	bookedLink
}) => {
	const { id } = await bookedLink(3, 9);
	const answer = await page.goto(`/b/${id}`);
	expect(answer!.status()).toBe(404);
	await expect(
		page.getByRole('heading', { name: 'This link does not open a booking' })
	).toBeVisible();
	await page.goto(`/portal/bookings/${id}`);
	await expect(page).toHaveURL(/\/portal\?next=/);
});

test.describe('a fault on our side', () => {
	test('is said plainly, with what to quote, and is over when one tries again', async ({
		page,
		shop,
		bookedLink
	}) => {
		const { path } = await bookedLink(3, 9);
		await shop.sql`alter table booking_change rename to elsewhere`;
		try {
			const answer = await page.goto(`${path}?moved`);
			expect(answer!.status()).toBe(500);
			await expect(page.getByRole('heading', { name: 'That did not work' })).toBeVisible();
			await expect(page.getByText(/^If you write to us, quote [\da-f]{10}\.$/)).toBeVisible();
			await expect(phone(page)).toBeVisible();
			expect(await answer!.text()).not.toMatch(/booking_change|relation|PostgresError|node:/);
		} finally {
			await shop.sql`alter table elsewhere rename to booking_change`;
		}
		await page.getByRole('link', { name: 'Try again' }).click();
		await expect(page.getByRole('article')).toContainText('Lesson');
	});

	test('needs nothing of the business, where not even that can be read', async ({
		page,
		shop,
		bookedLink
	}) => {
		const { path } = await bookedLink(3, 9);
		await shop.sql`alter table business rename to elsewhere`;
		try {
			const answer = await page.goto(path);
			expect(answer!.status()).toBe(500);
			await expect(page.getByRole('heading', { name: 'That did not work' })).toBeVisible();
			await expect(page.getByText(/^If you write to us, quote/)).toBeVisible();
			expect(await answer!.text()).not.toMatch(/PostgresError|relation "/);
		} finally {
			await shop.sql`alter table elsewhere rename to business`;
		}
	});
});
