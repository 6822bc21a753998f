import { beforeAll, describe, expect, it } from 'vitest';
import { bookingsBetween, listBookings } from '../../../src/lib/server/bookings/list.ts';
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

const list = (filter = {}) => listBookings(sql, { page: 1, pageSize: 5, ...filter });
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

describe('the bookings of a stretch of time', () => {
	it('include what reaches into it, and not what only touches it', async () => {
		const rows = await bookingsBetween(sql, shop.at(2, 9.5), shop.at(2, 11));
		expect(rows.map(({ id }) => id)).toEqual([1001]);
		expect(await bookingsBetween(sql, shop.at(2, 10), shop.at(2, 11))).toEqual([]);
	});
});
