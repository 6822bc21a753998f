import { beforeAll, describe, expect, it } from 'vitest';
import { bookingsBetween, type Wanted } from '../../../src/lib/server/bookings/between.ts';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { readOpenHours } from '../../../src/lib/server/bookings/open-hours.ts';
import { readShownChoices } from '../../../src/lib/server/bookings/shown-choices.ts';
import { transaction } from '../../../src/lib/server/database/transaction.ts';
import { holdsBetween } from '../../../src/lib/server/holds/between.ts';
import { holdForBooking } from '../../../src/lib/server/holds/hold-for-booking.ts';
import { block } from '../../../src/lib/server/occupancy/block.ts';
import { blockedBetween } from '../../../src/lib/server/occupancy/blocked-events.ts';
import { addFieldworker } from '../../../src/lib/server/people/fieldworkers.ts';
import { saveHoursException } from '../../../src/lib/server/working-hours.ts';
import type { Queryable } from '../../../src/lib/server/database/connection.ts';
import { testDatabase } from '../../support/database.ts';
import { rowsRead } from '../../support/rows-read.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();
let shop: Shop;
let first = 0;
let second = 0;

beforeAll(async () => {
	shop = await openShop(sql, { fieldworkers: 2 });
	[first = 0, second = 0] = shop.fieldworkerIds;
	// 1001 and 1003 are the first one's, 1002 and 1004 the second one's.
	for (const day of [2, 3]) {
		await shop.booked(shop.at(day, 9), first);
		await shop.booked(shop.at(day, 11), second);
	}
	await cancel(sql, { bookingId: 1001, reason: '', actor: BY_LINK });
});

const between = async (days: [number, number], wanted: Partial<Wanted> = {}) => {
	const [from, until] = days;
	const rows = await bookingsBetween(sql, shop.at(from, 0), shop.at(until, 0), {
		scope: 'everybody',
		...wanted
	});
	return rows.map(({ id }) => id);
};

describe('the bookings of a stretch of time', () => {
	it('include what reaches into it, and not what only touches it', async () => {
		const reaching = async (from: number, until: number) =>
			(await bookingsBetween(sql, shop.at(2, from), shop.at(2, until), { scope: 'everybody' })).map(
				({ id }) => id
			);
		expect(await reaching(9.5, 11)).toEqual([1001]);
		expect(await reaching(10, 11)).toEqual([]);
	});

	it('are everybody’s, or one fieldworker’s own, whatever else is asked for', async () => {
		expect(await between([2, 4])).toEqual([1001, 1002, 1003, 1004]);
		expect(await between([2, 4], { scope: first })).toEqual([1001, 1003]);
		expect(await between([2, 4], { scope: first, fieldworkerIds: [second] })).toEqual([]);
		expect(await between([2, 4], { scope: first, search: '#1002' })).toEqual([]);
		expect(await between([2, 4], { scope: 0 })).toEqual([]);
	});

	it('are narrowed by fieldworkers, services, statuses and search, all at once', async () => {
		expect(await between([2, 4], { fieldworkerIds: [second] })).toEqual([1002, 1004]);
		expect(await between([2, 4], { fieldworkerIds: [first, second] })).toHaveLength(4);
		expect(await between([2, 4], { serviceIds: [shop.serviceId] })).toHaveLength(4);
		expect(await between([2, 4], { serviceIds: [999] })).toEqual([]);
		expect(await between([2, 4], { statuses: ['cancelled'] })).toEqual([1001]);
		expect(await between([2, 4], { statuses: ['confirmed', 'cancelled'] })).toHaveLength(4);
		expect(await between([2, 4], { search: 'CUSTOMER3@' })).toEqual([1003]);
		expect(await between([2, 4], { search: '1004', fieldworkerIds: [first] })).toEqual([]);
		expect(await between([3, 4], { search: 'customer', statuses: ['confirmed'] })).toEqual([
			1003, 1004
		]);
	});
});

describe('what else the board shows of a stretch of time', () => {
	it('is a hold with the time that it keeps and until when, only to whom it concerns', async () => {
		const hold = await holdForBooking(sql, {
			bookingId: 1003,
			startsAt: shop.at(5, 14),
			language: 'en'
		});
		expect(hold).toMatchObject({ result: 'held' });
		const held = (scope: number | 'everybody', from = 0) =>
			holdsBetween(sql, shop.at(5, from), shop.at(6, 0), scope);
		expect(await held('everybody')).toEqual([
			{
				id: expect.any(Number),
				fieldworkerId: first,
				startsAt: shop.at(5, 14),
				endsAt: shop.at(5, 15),
				until: expect.any(Number),
				bookingId: 1003
			}
		]);
		expect(await held(first)).toHaveLength(1);
		expect(await held(second)).toEqual([]);
		expect(await held('everybody', 15)).toEqual([]);
		await sql`update hold set expires_at = reslot_clock() - interval '1 second'`;
		expect(await held('everybody')).toEqual([]);
	});

	it('is what is blocked for oneself and for everybody, not for others', async () => {
		const day = { startsAt: shop.at(9, 0), endsAt: shop.at(10, 0) };
		await block(sql, { ...day, fieldworkerId: first, title: 'First' });
		await block(sql, { ...day, fieldworkerId: second, title: 'Second' });
		await block(sql, { ...day, fieldworkerId: null, title: 'All' });
		const titles = async (scope: number | 'everybody') =>
			(await blockedBetween(sql, shop.at(9, 3), shop.at(9, 4), scope)).map(({ title }) => title);
		expect(await titles('everybody')).toEqual(['First', 'Second', 'All']);
		expect(await titles(second)).toEqual(['Second', 'All']);
	});

	it('is when the business is open and each fieldworker works, exceptions included', async () => {
		await transaction(sql, (tx) =>
			saveHoursException(tx, second, {
				date: shop.date(12),
				spans: [{ opensMinute: 10 * 60, closesMinute: 20 * 60 }],
				note: ''
			})
		);
		const open = await readOpenHours(sql, shop.at(12, 9), shop.at(13, 0), 'everybody');
		expect(open).toEqual([
			{ fieldworkerId: null, from: shop.at(12, 9), until: shop.at(12, 18) },
			{ fieldworkerId: first, from: shop.at(12, 9), until: shop.at(12, 18) },
			// Nobody works outside the business's own hours.
			{ fieldworkerId: second, from: shop.at(12, 10), until: shop.at(12, 18) }
		]);
		const own = await readOpenHours(sql, shop.at(12, 0), shop.at(14, 0), second);
		expect(own.map(({ fieldworkerId }) => fieldworkerId)).toEqual([null, null, second, second]);
	});

	it('can be narrowed to those who are active and in the scope', async () => {
		const names = async (scope: number | 'everybody') =>
			(await readShownChoices(sql, scope)).fieldworkers.map(({ name }) => name);
		expect(await names('everybody')).toEqual(['Worker 1', 'Worker 2']);
		expect(await names(second)).toEqual(['Worker 2']);
		const { fieldworkers, services } = await readShownChoices(sql, second);
		expect(fieldworkers).toMatchObject([{ active: true, serviceIds: [shop.serviceId] }]);
		expect(services).toMatchObject([{ name: 'Lesson', noticeHours: 24 }]);
	});

	it('has somebody who is not active any more for as long as they have bookings to come', async () => {
		const gone = await addFieldworker(sql, {
			name: 'Xenia',
			email: '',
			color: '#000000',
			serviceIds: [shop.serviceId],
			weekly: [{ weekday: 1, opensMinute: 0, closesMinute: 1440 }]
		});
		const { id } = await shop.booked(shop.at(20, 9));
		await sql`update booking set fieldworker_id = ${gone} where id = ${id}`;
		await sql`update fieldworker set active = false where id = ${gone}`;
		const xenia = async (scope: number | 'everybody') =>
			(await readShownChoices(sql, scope)).fieldworkers.find(({ name }) => name === 'Xenia');
		expect(await xenia('everybody')).toMatchObject({ id: gone, active: false });
		await cancel(sql, { bookingId: id, reason: '', actor: BY_LINK });
		expect(await xenia('everybody')).toBeUndefined();
		// Her own board is hers.
		expect(await xenia(gone)).toMatchObject({ active: false });
	});
});

describe('twenty thousand bookings, of which a week is shown', () => {
	it('are not walked through: what is read is what is shown, and a day before it', async () => {
		await manyBookings();
		const week = (tx: Queryable, scope: number | 'everybody') =>
			bookingsBetween(tx, shop.at(100, 0), shop.at(107, 0), { scope });
		const everybody = await rowsRead(sql, (tx) => week(tx, 'everybody'));
		const shown = (await week(sql, 'everybody')).length;
		expect(shown).toBeGreaterThan(1_000);
		expect(everybody.booking).toBeLessThan(1.2 * shown);
		expect(everybody.occupancy).toBeLessThan(1.2 * shown);
		const own = await rowsRead(sql, (tx) => week(tx, second));
		expect(own.booking).toBeLessThan(0.6 * shown);
	});
});

/** Twenty thousand in a hundred days, between two fieldworkers by turns. */
async function manyBookings() {
	await sql.begin(async (tx) => {
		// Nobody is to be told of each.
		await tx`set local session_replication_role = replica`;
		await tx`
			insert into booking (
				customer_id, service_id, fieldworker_id, starts_at, ends_at,
				buffer_before_minutes, buffer_after_minutes
			)
			select
				1 + n % 4,
				${shop.serviceId},
				case when n % 2 = 0 then ${first}::integer else ${second}::integer end,
				start, start + interval '5 minutes', 0, 0
			from generate_series(0, 19999) n
			cross join lateral (
				select ${shop.at(60, 0)}::timestamptz + n * interval '7 minutes' as start
			) s
		`;
		await tx`
			insert into occupancy (fieldworker_id, during, booking_id)
			select fieldworker_id, tstzrange(starts_at, ends_at), id
			from booking
			where starts_at >= ${shop.at(60, 0)}
		`;
	});
	await sql`analyze booking, occupancy, customer`;
}
