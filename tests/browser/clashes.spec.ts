import type { Page } from '@playwright/test';
import { move } from '../../src/lib/server/bookings/move.ts';
import { block } from '../../src/lib/server/occupancy/block.ts';
import type { Shop } from '../support/shop.ts';
import { axe } from './axe.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

const PAGE = '/admin/clashes';

/** Two bookings of the first fieldworker that share 9:30 to 10 of that day. */
async function clash(shop: Shop, days = 3): Promise<[number, number]> {
	const one = await shop.booked(shop.at(days, 9));
	const other = await shop.booked(shop.at(days, 12));
	const [olga] = await shop.sql<{ id: number }[]>`select id from staff limit 1`;
	const actor = { kind: 'staff', staffId: olga!.id, notify: false, override: true } as const;
	await move(shop.sql, { bookingId: other.id, startsAt: shop.at(days, 9.5), reason: '', actor });
	return [one.id, other.id];
}

const card = (page: Page, name: string) => page.getByRole('article').filter({ hasText: name });
const fieldworkerOf = async (shop: Shop, id: number) =>
	(await shop.sql<{ id: number }[]>`select fieldworker_id as id from booking where id = ${id}`)[0]
		?.id;

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		const open = async (page: Page) => {
			await page.goto(PAGE);
			if (javaScriptEnabled) await awake(page);
		};

		test('two that share their time are listed with what overlaps, and are kept', async ({
			page,
			shop,
			signIn
		}) => {
			const [one] = await clash(shop);
			await signIn(page);
			await open(page);
			await expect(page.getByText('1 clash to resolve')).toBeVisible();
			await expect(page.getByText('New York time')).toBeVisible();
			const both = card(page, 'Customer 1');
			await expect(both).toContainText('Worker 1');
			await expect(both).toContainText('Both from 9:30 – 10:00 AM (30 minutes)');
			await expect(both).toContainText('Customer 2');
			await expect(both.getByRole('link', { name: 'Customer 1', exact: true })).toHaveAttribute(
				'href',
				`/admin/bookings/${one}`
			);
			await expect(both.getByRole('link', { name: 'Move Customer 1' })).toHaveAttribute(
				'href',
				`/admin?booking=${one}&move=1&date=${shop.date(3)}`
			);
			await both.getByRole('button', { name: 'Keep both' }).click();
			await expect(page.getByText('Both are kept')).toBeVisible();
			await expect(page.getByText('No clashes')).toBeVisible();
			expect(await shop.sql`select action from audit where action like 'booking%'`).toEqual([
				{ action: 'booking.clash_kept' }
			]);
		});

		test('one of them is given to somebody who is free then, and the customer is told or not', async ({
			page,
			shop,
			signIn,
			mailgun
		}) => {
			const [one, other] = await clash(shop);
			await signIn(page);
			await open(page);
			await card(page, 'Customer 2').getByText('Give to somebody else: Customer 2').click();
			const form = card(page, 'Customer 2').locator('form', { hasText: 'Customer 2 by email' });
			await expect(form.getByLabel('Free at that time')).toContainText('Worker 2');
			await form.getByRole('button', { name: 'Give it to them' }).click();
			await expect(page.getByText('Worker 2 does it')).toBeVisible();
			await expect(page.getByText('Customer 2 is told by email.')).toBeVisible();
			await expect(page.getByText('No clashes')).toBeVisible();
			const [, second] = shop.fieldworkerIds;
			expect(await fieldworkerOf(shop, other)).toBe(second);
			expect(await fieldworkerOf(shop, one)).not.toBe(second);
			await expect
				.poll(() => mailgun.messages.filter(({ to }) => to.includes('customer2@')).length)
				.toBeGreaterThan(0);
		});
	});
}

test('a booking in a blocked time is listed with it, and with nobody to give it to', async ({
	page,
	shop,
	signIn
}) => {
	await shop.booked(shop.at(3, 9));
	await block(shop.sql, {
		fieldworkerId: null,
		startsAt: shop.at(3, 0),
		endsAt: shop.at(5, 0),
		title: 'Trade fair'
	});
	await signIn(page);
	await page.goto(PAGE);
	const both = card(page, 'Trade fair');
	await expect(both).toContainText('Everybody');
	await expect(both).toContainText('Both from 9:00 – 10:00 AM (1 hour)');
	await expect(both).toContainText('Nobody else who does this is free then.');
});

test('an open list follows what happens, and says what somebody else was quicker at', async ({
	page,
	shop,
	signIn
}) => {
	await signIn(page);
	await page.goto(PAGE);
	await awake(page);
	await expect(page.getByText('No clashes')).toBeVisible();
	const [, other] = await clash(shop);
	await expect(page.getByText('1 clash to resolve')).toBeVisible();

	// As it would be sent by a page that has not heard yet.
	const [row] = await shop.sql<{ id: number }[]>`
		select id from occupancy where booking_id = ${other}
	`;
	await shop.sql`update booking set version = version + 1 where id = ${other}`;
	const answers = await page.evaluate(
		async ([booking, fieldworker, occupancy]) => {
			const post = async (action: string, fields: Record<string, string>) => {
				const response = await fetch(`/admin/clashes?/${action}`, {
					method: 'POST',
					headers: { accept: 'text/html' },
					body: new URLSearchParams(fields)
				});
				return { status: response.status, text: await response.text() };
			};
			const version = '1';
			const give = { booking: String(booking), fieldworker: String(fieldworker), version };
			return [
				await post('give', give),
				await post('keep', { pairs: `${occupancy}-999999` }),
				await post('keep', { pairs: 'x' }),
				await post('give', { ...give, version: '-1' }),
				await post('give', { ...give, fieldworker: '99999999999999' })
			];
		},
		[other, shop.fieldworkerIds[1], row?.id]
	);
	expect(answers.map(({ status }) => status)).toEqual([409, 200, 400, 400, 400]);
	expect(answers[0]?.text).toContain('Somebody has changed this booking meanwhile.');
	expect(answers[1]?.text).toContain('That is resolved already');
	expect(await fieldworkerOf(shop, other)).toBe(shop.fieldworkerIds[0]);
});

for (const [size, viewport] of Object.entries({
	phone: { width: 390, height: 844 },
	desktop: { width: 1440, height: 900 }
})) {
	test(`axe finds nothing on it, ${size}`, async ({ page, shop, signIn }) => {
		await page.setViewportSize(viewport);
		await clash(shop);
		await shop.booked(shop.at(4, 9));
		await block(shop.sql, {
			fieldworkerId: null,
			startsAt: shop.at(4, 9.5),
			endsAt: shop.at(9, 0),
			title: ''
		});
		await signIn(page);
		await page.goto(PAGE);
		await page.getByText('Give to somebody else: Customer 1').click();
		const { violations } = await axe(page).analyze();
		expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
	});
}
