import { beforeAll, describe, expect, it } from 'vitest';
import { bookingsBetween } from '../../../src/lib/server/bookings/between.ts';
import {
	findBookingRows,
	listBookings,
	type BookingFilter,
	type BookingPage
} from '../../../src/lib/server/bookings/list.ts';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { testDatabase } from '../../support/database.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();
let shop: Shop;

beforeAll(async () => {
	shop = await openShop(sql, { fieldworkers: 2 });
	for (let day = 2; day < 8; day++) {
		for (const hour of [9, 11]) await shop.booked(shop.at(day, hour), shop.fieldworkerIds[day % 2]);
	}
	await cancel(sql, { bookingId: 1001, reason: '', actor: BY_LINK });
	await sql`update customer set name = 'Percy 100% _Underscore' where id = 3`;
});

const ALL = { scope: 'everybody' } as const;
const list = (filter: Partial<BookingFilter & BookingPage> = {}) =>
	listBookings(sql, { ...ALL, page: 1, pageSize: 5, ...filter });
const ids = ({ bookings }: Awaited<ReturnType<typeof list>>) => bookings.map(({ id }) => id);

describe('the list of bookings', () => {
	it('comes in pages by time, with the number of all', async () => {
		const pages = [await list(), await list({ page: 2 }), await list({ page: 3 })];
		expect(pages.map(({ total }) => total)).toEqual([12, 12, 12]);
		expect(pages.flatMap(ids)).toEqual(Array.from({ length: 12 }, (_, n) => 1001 + n));
		expect(ids(await list({ page: 9 }))).toEqual([]);
	});

	it('is searched by part of name, address or phone, and by number', async () => {
		expect(ids(await list({ search: 'CUSTOMER12@' }))).toEqual([1012]);
		expect(ids(await list({ search: '#1004' }))).toEqual([1004]);
		expect(ids(await list({ search: '1004' }))).toEqual([1004]);
		expect(ids(await list({ search: '0% _U' }))).toEqual([1003]);
		expect(ids(await list({ search: '%' }))).toEqual([1003]);
		expect(ids(await list({ search: "'; drop table booking; --" }))).toEqual([]);
	});

	it('is narrowed by status, fieldworker and time, all at once', async () => {
		expect(ids(await list({ status: 'cancelled' }))).toEqual([1001]);
		const [, second] = shop.fieldworkerIds;
		const narrow = { fieldworkerId: second, from: shop.at(3, 10), until: shop.at(6, 0) };
		expect(ids(await list({ ...narrow, status: 'confirmed' }))).toEqual([1004, 1007, 1008]);
	});
});

describe('the order of the list', () => {
	const inOrder = async (order: BookingPage['order'], descending = false) =>
		ids(await list({ order, descending, pageSize: 12 }));

	it('is by time, the other way round as well', async () => {
		expect(await inOrder('when', true)).toEqual((await inOrder('when')).toReversed());
	});

	it('is by the customer’s name, whatever its capitals', async () => {
		await sql`update customer set name = 'aaron' where id = 7`;
		expect((await inOrder('customer'))[0]).toBe(1007);
		expect((await inOrder('customer')).at(-1)).toBe(1003);
		await sql`update customer set name = 'Customer 7' where id = 7`;
	});

	it('is by the fieldworker’s name and then by time', async () => {
		const second = [1003, 1004, 1007, 1008, 1011, 1012];
		expect((await inOrder('fieldworker')).slice(6)).toEqual(second);
		expect((await inOrder('fieldworker', true)).slice(0, 6)).toEqual(second);
	});

	it('is by service, and by when they were made', async () => {
		expect(await inOrder('service')).toEqual(await inOrder('when'));
		expect((await inOrder('made', true))[0]).toBe(1012);
	});
});

describe('whose bookings somebody may see', () => {
	it('bounds the list, whatever it is asked for', async () => {
		const [first, second] = shop.fieldworkerIds;
		expect((await list({ scope: second! })).total).toBe(6);
		expect((await list({ scope: second!, fieldworkerId: first! })).total).toBe(0);
		expect((await list({ scope: second!, search: '#1001' })).total).toBe(0);
		expect((await list({ scope: 0 })).total).toBe(0);
	});

	it('bounds what is asked for by number', async () => {
		const [, second] = shop.fieldworkerIds;
		const numbers = async (scope: BookingFilter['scope']) =>
			(await findBookingRows(sql, [1001, 1003, 9999], scope)).map(({ id }) => id);
		expect(await numbers('everybody')).toEqual([1001, 1003]);
		expect(await numbers(second!)).toEqual([1003]);
	});
});

describe('the bookings of a stretch of time', () => {
	it('include what reaches into it, and not what only touches it', async () => {
		const rows = await bookingsBetween(sql, shop.at(2, 9.5), shop.at(2, 11), ALL);
		expect(rows.map(({ id }) => id)).toEqual([1001]);
		expect(await bookingsBetween(sql, shop.at(2, 10), shop.at(2, 11), ALL)).toEqual([]);
	});
});
