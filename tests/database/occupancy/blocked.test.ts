import { beforeEach, describe, expect, it } from 'vitest';
import { findClashes } from '../../../src/lib/server/bookings/clashes.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { holdForBooking } from '../../../src/lib/server/holds/hold-for-booking.ts';
import { block } from '../../../src/lib/server/occupancy/block.ts';
import {
	blockedBetween,
	comingBlockedEvents
} from '../../../src/lib/server/occupancy/blocked-events.ts';
import { unblock } from '../../../src/lib/server/occupancy/unblock.ts';
import { instantOf } from '../../../src/lib/scheduling/zoned-time.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, countOverlaps, openShop, ZONE, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();
let shop: Shop;
let worker: number;
let other: number;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
	[worker, other] = shop.fieldworkerIds as [number, number];
});

const afternoon = (fieldworkerId: number | null = worker, title = 'Meeting') => ({
	fieldworkerId,
	startsAt: shop.at(3, 12),
	endsAt: shop.at(3, 18),
	title
});
const moveTo = (bookingId: number, startsAt: number) =>
	move(sql, { bookingId, startsAt, reason: '', actor: BY_LINK });
const sharedOf = async (bookingId: number) =>
	(await sql`select shared from occupancy where booking_id = ${bookingId}`)[0]!.shared;
const blocked = async (...asked: Parameters<typeof block>) => {
	const result = await block(...asked);
	if (result.result !== 'blocked') throw new Error(result.result);
	return result.id;
};

describe('blocking a time', () => {
	it('says how many bookings are in it', async () => {
		await shop.booked(shop.at(3, 13));
		await shop.booked(shop.at(3, 15));
		await shop.booked(shop.at(3, 9));
		await shop.booked(shop.at(3, 13), other);
		expect(await block(sql, afternoon())).toMatchObject({ result: 'blocked', bookings: 2 });
		expect(await block(sql, afternoon(null))).toMatchObject({ result: 'blocked', bookings: 3 });
	});

	it('unless it is booked leaves everything as it was when it is', async () => {
		const booking = await shop.booked(shop.at(3, 13));
		const wish = { ...afternoon(), unlessBooked: true };
		expect(await block(sql, wish)).toMatchObject({
			result: 'booked',
			stranded: [{ id: booking.id }]
		});
		expect(await comingBlockedEvents(sql)).toEqual([]);
		expect(await sharedOf(booking.id)).toBe(false);
		expect(await block(sql, { ...wish, fieldworkerId: other })).toMatchObject({
			result: 'blocked',
			bookings: 0
		});
	});

	it('that is sent twice blocks once', async () => {
		const first = await block(sql, afternoon());
		expect(await block(sql, { ...afternoon(), unlessBooked: true })).toEqual(first);
		expect(await comingBlockedEvents(sql)).toHaveLength(1);
	});

	it('sent twice at the same moment blocks once as well', async () => {
		await Promise.all([1, 2, 3, 4].map(() => block(sql, afternoon(null))));
		expect(await comingBlockedEvents(sql)).toHaveLength(1);
	});

	it('of somebody who is not there blocks nothing', async () => {
		expect(await block(sql, afternoon(999_999))).toEqual({ result: 'not_found' });
		expect(await comingBlockedEvents(sql)).toEqual([]);
	});

	it('for everybody leaves out who no longer works here', async () => {
		await sql`update fieldworker set active = false where id = ${other}`;
		await block(sql, afternoon(null));
		expect(await sql`select fieldworker_id from occupancy`).toEqual([{ fieldworker_id: worker }]);
	});

	it('covers the whole of a long time, also over the day when clocks go back (R11)', async () => {
		const startsAt = instantOf(ZONE, '2027-11-05', 0);
		const endsAt = instantOf(ZONE, '2027-11-09', 0);
		await block(sql, { fieldworkerId: worker, startsAt, endsAt, title: 'Away' });
		expect(
			await sql`
				select
					min(starts_at) as "startsAt",
					max(ends_at) as "endsAt",
					sum(ends_at - starts_at) = interval '97 hours' as whole
				from occupancy
			`
		).toEqual([{ startsAt, endsAt, whole: true }]);
	});
});

describe('blocking a time that somebody holds', () => {
	it('goes before the hold, and gives the time back to it when it is removed', async () => {
		const booking = await shop.booked(shop.at(4, 9));
		const wish = { bookingId: booking.id, startsAt: shop.at(3, 13), language: 'en' };
		expect(await holdForBooking(sql, wish)).toMatchObject({ result: 'held' });
		const event = { ...afternoon(), unlessBooked: true };
		expect(await block(sql, event)).toMatchObject({ result: 'blocked', bookings: 0 });
		expect(await moveTo(booking.id, wish.startsAt)).toMatchObject({ result: 'taken' });
		expect(await findClashes(sql, booking.id)).toEqual([]);

		const [coming] = await comingBlockedEvents(sql);
		await unblock(sql, coming!.id);
		expect(await sql`select shared from occupancy where hold_id is not null`).toEqual([
			{ shared: false }
		]);
		expect(await moveTo(booking.id, wish.startsAt)).toMatchObject({ result: 'moved' });
	});
});

describe('removing a blocked event', () => {
	it('frees its time', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		const id = await blocked(sql, afternoon());
		expect(await moveTo(booking.id, shop.at(3, 13))).toMatchObject({ result: 'taken' });
		expect(await unblock(sql, id)).toEqual(afternoon());
		expect(await moveTo(booking.id, shop.at(3, 13))).toMatchObject({ result: 'moved' });
	});

	it('gives the bookings in it their time for themselves again (R1)', async () => {
		const booking = await shop.booked(shop.at(3, 13));
		const id = await blocked(sql, afternoon());
		expect(await sharedOf(booking.id)).toBe(true);
		await unblock(sql, id);
		expect(await sharedOf(booking.id)).toBe(false);
		expect(await findClashes(sql, booking.id)).toEqual([]);
	});

	it('leaves bookings that share their time with each other as they are (R10)', async () => {
		const first = await shop.booked(shop.at(3, 13));
		const second = await shop.booked(shop.at(3, 9));
		const third = await shop.booked(shop.at(3, 16));
		await shop.setFlags({ realTimeAvailability: false });
		await moveTo(second.id, shop.at(3, 13.5));
		const id = await blocked(sql, afternoon());
		await unblock(sql, id);
		expect(await Promise.all([first, second, third].map((each) => sharedOf(each.id)))).toEqual([
			true,
			true,
			false
		]);
		expect(await countOverlaps(sql)).toBe(0);
	});

	it('keeps what another blocked event covers shared until that one goes too', async () => {
		const booking = await shop.booked(shop.at(3, 13));
		const mine = await blocked(sql, afternoon());
		const everybodys = await blocked(sql, afternoon(null, 'Party'));
		await unblock(sql, mine);
		expect(await sharedOf(booking.id)).toBe(true);
		expect(await moveTo(booking.id, shop.at(3, 15))).toMatchObject({ result: 'taken' });
		await unblock(sql, everybodys);
		expect(await sharedOf(booking.id)).toBe(false);
	});

	it('raises the version of what is on offer for everybody whom it blocked (R8)', async () => {
		const versions = async () =>
			(await sql`select occupancy_version as version from fieldworker order by id`).map(
				({ version }) => version as number
			);
		const id = await blocked(sql, afternoon(null));
		const before = await versions();
		await unblock(sql, id);
		expect(await versions()).toEqual(before.map((version) => version + 1));
	});

	it('twice, or of one that never was, says so', async () => {
		const id = await blocked(sql, afternoon());
		const both = await Promise.all([unblock(sql, id), unblock(sql, id)]);
		expect(both.filter((event) => event !== null)).toHaveLength(1);
		expect(await unblock(sql, 12_345)).toBeNull();
	});

	it('while others book, block and remove: nothing overlaps and nothing deadlocks', async () => {
		const bookings = await Promise.all([8, 9, 10, 11].map((hour) => shop.booked(shop.at(3, hour))));
		const rounds = Array.from({ length: 12 }, async (_, round) => {
			const id = await blocked(sql, afternoon(round % 3 ? worker : null, `Round ${round}`));
			await moveTo(bookings[round % 4]!.id, shop.at(3, 12 + (round % 5)));
			await unblock(sql, id);
		});
		await Promise.all(rounds);
		expect(await countOverlaps(sql)).toBe(0);
		expect(await sql`select from occupancy where shared`).toHaveLength(0);
	});
});

describe('reading blocked events', () => {
	it('lists what is not over, by time, with who and how many bookings share it', async () => {
		await shop.booked(shop.at(3, 13));
		await shop.booked(shop.at(3, 13), other);
		await block(sql, afternoon(null, 'Party'));
		await block(sql, { ...afternoon(other, 'Van'), startsAt: shop.at(2, 9) });
		await block(sql, {
			fieldworkerId: worker,
			startsAt: shop.at(-2, 9),
			endsAt: shop.at(-1, 9),
			title: 'Over'
		});
		expect(await comingBlockedEvents(sql)).toMatchObject([
			{ title: 'Van', fieldworkerName: 'Worker 2', bookings: 1 },
			{ title: 'Party', fieldworkerId: null, fieldworkerName: null, bookings: 2 }
		]);
	});

	it('finds those that reach into a stretch of time, ends not included', async () => {
		await block(sql, afternoon());
		const titles = async (from: number, until: number) =>
			(await blockedBetween(sql, from, until, 'everybody')).map(({ title }) => title);
		expect(await titles(shop.at(3, 17), shop.at(3, 20))).toEqual(['Meeting']);
		expect(await titles(shop.at(3, 13), shop.at(3, 14))).toEqual(['Meeting']);
		expect(await titles(shop.at(3, 18), shop.at(3, 20))).toEqual([]);
		expect(await titles(shop.at(3, 9), shop.at(3, 12))).toEqual([]);
	});
});
