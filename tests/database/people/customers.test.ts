import { beforeAll, describe, expect, it } from 'vitest';
import { createStaff } from '../../../src/lib/server/accounts/staff.ts';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { suggestTimes, whoIsFree } from '../../../src/lib/server/bookings/suggest.ts';
import {
	addCustomer,
	editCustomer,
	findCustomer
} from '../../../src/lib/server/people/customers-edit.ts';
import {
	listCustomers,
	suggestCustomers,
	type CustomerFilter
} from '../../../src/lib/server/people/customers-list.ts';
import { readCustomerView } from '../../../src/lib/server/people/customers-page.ts';
import { testDatabase } from '../../support/database.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();
const ZOE = { name: 'Zoe 100%', email: 'Zoe@mail.example', phone: '555 01', address: '1 Road' };
let shop: Shop;
let by: { id: number; name: string };

beforeAll(async () => {
	shop = await openShop(sql, { fieldworkers: 2 });
	const created = await createStaff(sql, {
		name: 'Olga',
		email: 'olga@test.example',
		password: 'a long pass phrase',
		role: 'owner'
	});
	if (created.result !== 'created') throw new Error('no owner');
	by = created.staff;
	await shop.booked(shop.at(3, 9));
	await shop.booked(shop.at(2, 9));
	const third = await shop.booked(shop.at(4, 9));
	await cancel(sql, { bookingId: third.id, reason: '', actor: BY_LINK });
});

const list = (filter: Partial<CustomerFilter> = {}) =>
	listCustomers(sql, { page: 1, pageSize: 10, ...filter });
const names = async (filter: Partial<CustomerFilter> = {}) =>
	(await list(filter)).customers.map(({ name }) => name);

describe('the list of customers', () => {
	it('is by name, with how many bookings they have and when the latest is', async () => {
		const { customers, total } = await list();
		expect(total).toBe(3);
		expect(customers.map((one) => [one.name, one.upcoming, one.bookings, one.latest])).toEqual([
			['Customer 1', 1, 1, shop.at(3, 9)],
			['Customer 2', 1, 1, shop.at(2, 9)],
			['Customer 3', 0, 1, shop.at(4, 9)]
		]);
	});

	it('is sorted the other way round, by the latest booking, and comes in pages', async () => {
		expect(await names({ descending: true })).toEqual(['Customer 3', 'Customer 2', 'Customer 1']);
		expect(await names({ order: 'latest', descending: true })).toEqual([
			'Customer 3',
			'Customer 1',
			'Customer 2'
		]);
		expect(await names({ page: 2, pageSize: 2 })).toEqual(['Customer 3']);
	});
});

describe('a customer', () => {
	it('is added, found by part of anything, and added once for an address', async () => {
		const added = await addCustomer(sql, { contact: ZOE, by });
		expect(added.result).toBe('added');
		for (const words of ['zoe', '0%', 'MAIL.EX', '555 0']) {
			expect((await suggestCustomers(sql, words, 5)).map(({ name }) => name)).toEqual(['Zoe 100%']);
		}
		expect(await suggestCustomers(sql, ' ', 5)).toEqual([]);
		const again = { ...ZOE, name: 'Other', email: 'zoe@MAIL.example' };
		expect(await addCustomer(sql, { contact: again, by })).toMatchObject({
			result: 'email_taken',
			customer: { name: 'Zoe 100%' }
		});
	});

	it('is changed; whoever saw them as they were before is shown what they are now', async () => {
		const [{ id } = { id: 0 }] = (await list({ search: 'zoe' })).customers;
		const moved = { ...ZOE, address: '2 Street' };
		expect(await editCustomer(sql, { id, seen: ZOE, contact: moved, by })).toEqual({
			result: 'edited'
		});
		const stale = { id, seen: ZOE, contact: { ...ZOE, phone: '1' }, by };
		expect(await editCustomer(sql, stale)).toEqual({ result: 'changed', customer: moved });
		expect(await editCustomer(sql, { id, seen: ZOE, contact: moved, by })).toEqual({
			result: 'edited'
		});
		expect(await findCustomer(sql, id)).toMatchObject(moved);
		const acts = await sql`select action, subject, new_values from audit order by id`;
		expect(acts.map(({ action }) => action)).toEqual(['customer.added', 'customer.changed']);
		expect(JSON.stringify(acts)).not.toMatch(/zoe|street/i);
	});

	it('cannot take another customer’s address, whatever its capitals', async () => {
		const [{ id } = { id: 0 }] = (await list({ search: 'zoe' })).customers;
		const seen = { ...ZOE, address: '2 Street' };
		const contact = { ...seen, email: 'CUSTOMER1@example.com' };
		expect(await editCustomer(sql, { id, seen, contact, by })).toMatchObject({
			result: 'email_taken',
			customer: { name: 'Customer 1' }
		});
		expect(await findCustomer(sql, id)).toMatchObject(seen);
		expect(await editCustomer(sql, { id: 9999, seen, contact: seen, by })).toEqual({
			result: 'not_found'
		});
	});

	it('has a page of their own bookings and mails', async () => {
		const view = (id: number) => readCustomerView(sql, id, { past: 5, mails: 1 });
		expect(await view(1)).toMatchObject({
			upcoming: [{ id: 1001 }],
			past: [],
			pastTotal: 0,
			mailTotal: 1
		});
		expect(await view(3)).toMatchObject({
			upcoming: [],
			past: [{ id: 1003, status: 'cancelled' }],
			pastTotal: 1,
			mails: [{ kind: 'cancelled' }],
			mailTotal: 2
		});
	});
});

describe('a time for a new booking', () => {
	it('is suggested where it is free, also of what is not on the public page', async () => {
		const [first = 0, second = 0] = shop.fieldworkerIds;
		await sql`update service set on_public_page = false`;
		const wanted = { serviceId: shop.serviceId, date: shop.date(3) };
		const times = await suggestTimes(sql, { ...wanted, fieldworkerId: first });
		expect(times).toContain(shop.at(3, 10));
		expect(times).not.toContain(shop.at(3, 9));
		expect(await suggestTimes(sql, { ...wanted, fieldworkerId: 'any' })).toContain(shop.at(3, 9));
		expect(await suggestTimes(sql, { ...wanted, serviceId: 99, fieldworkerId: 'any' })).toEqual([]);

		const free = (startsAt: number) => whoIsFree(sql, { serviceId: shop.serviceId, startsAt });
		expect(await free(shop.at(3, 10.1))).toEqual([first, second]);
		expect(await free(shop.at(3, 9))).toEqual([second]);
		expect(await free(shop.at(3, 4))).toEqual([]);
	});
});
