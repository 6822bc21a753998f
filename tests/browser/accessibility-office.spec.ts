import type { Page } from '@playwright/test';
import { cancel } from '../../src/lib/server/bookings/cancel.ts';
import { move } from '../../src/lib/server/bookings/move.ts';
import { block } from '../../src/lib/server/occupancy/block.ts';
import type { Shop } from '../support/shop.ts';
import { expectNoFaults } from './axe.ts';
import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

// A mail in its frame: no script runs there, axe's neither. Its own HTML has tests of its own.
const inspect = (page: Page) => expectNoFaults(page, { except: 'iframe' });

/** Nothing may be wider than the screen, or a phone scrolls sideways. */
async function expectToFit(page: Page): Promise<void> {
	const excess = () =>
		page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
	await expect.poll(excess, page.url()).toBeLessThanOrEqual(0);
}

// Both schemes and both sizes are met, each once: the pages are many.
const looks = [
	{ name: 'light, phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
	{ name: 'dark, wide', colorScheme: 'dark', viewport: { width: 1440, height: 900 } }
] as const;

for (const { name, ...look } of looks) {
	test.describe(`axe finds nothing on any page of the back office, and all of it fits: ${name}`, () => {
		test.use(look);

		test('the board in every view', async ({ page, shop, signIn }) => {
			await fill(shop);
			await signIn(page);
			for (const view of ['month', 'week', 'day', 'list', 'team']) {
				await page.goto(`/admin?view=${view}&date=${shop.date(3)}`);
				await awake(page);
				await expect(page.getByText('Customer 1').first()).toBeVisible();
				await inspect(page);
				await expectToFit(page);
			}
		});

		test('the other pages', async ({ page, shop, signIn }) => {
			const { bookingId, customerId } = await fill(shop);
			await signIn(page);
			const addresses = [
				'/admin/bookings',
				`/admin/bookings/${bookingId}`,
				'/admin/bookings/new',
				`/admin/bookings/several?act=cancel&id=${bookingId}`,
				'/admin/clashes',
				'/admin/customers',
				'/admin/customers/new',
				`/admin/customers/${customerId}`,
				`/admin/customers/${customerId}/edit`,
				`/admin/customers/${customerId}/erase`,
				'/admin/services',
				`/admin/services/${shop.serviceId}`,
				'/admin/services/new',
				'/admin/fieldworkers',
				`/admin/fieldworkers/${shop.fieldworkerIds[0]}`,
				'/admin/fieldworkers/new',
				'/admin/blocked-events',
				'/admin/emails',
				'/admin/emails/1',
				'/admin/settings/business',
				'/admin/settings/business/hours',
				'/admin/settings/customer-portal/flags-and-permissions',
				'/admin/settings/reminders',
				'/admin/settings/email-templates',
				'/admin/settings/email-templates/rescheduled',
				'/admin/settings/staff-accounts',
				'/admin/settings/audit-log',
				'/admin/account',
				'/reset',
				'/reset/nothing',
				'/join/nothing',
				'/admin/nothing-here'
			];
			for (const address of addresses) {
				await page.goto(address);
				await awake(page);
				await inspect(page);
				await expectToFit(page);
			}
		});
	});
}

/** A cancelled booking, a clash, a blocked event, and some that are as they should be. */
async function fill(shop: Shop) {
	const { sql } = shop;
	const first = await shop.booked(shop.at(3, 9));
	const second = await shop.booked(shop.at(3, 12));
	const third = await shop.booked(shop.at(3, 14));
	await cancel(sql, {
		bookingId: third.id,
		reason: 'Ill',
		actor: { kind: 'system', notify: false }
	});
	const [owner] = await sql<[{ id: number }]>`select id from staff limit 1`;
	await move(sql, {
		bookingId: second.id,
		startsAt: shop.at(3, 9),
		reason: '',
		actor: { kind: 'staff', staffId: owner.id, notify: false, override: true }
	});
	await block(sql, {
		fieldworkerId: null,
		startsAt: shop.at(3, 15),
		endsAt: shop.at(3, 16),
		title: 'Meeting'
	});
	return { bookingId: first.id, customerId: first.customer.id };
}
