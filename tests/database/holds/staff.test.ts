import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/lib/server/bookings/actor.ts';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { block } from '../../../src/lib/server/occupancy/block.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, countOverlaps, openShop, type Shop } from '../../support/shop.ts';
import { asking, DAY, got, heldTime, type Asking } from './asking.ts';

const { sql } = await testDatabase();
const STAFF: Actor = { kind: 'system', notify: false };

let shop: Shop;
let ask: Asking;
let mine: Booking;
let other: Booking;
let one: number;
let two: number;
const at = (hour: number) => shop.at(DAY, hour);

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
	[one, two] = shop.fieldworkerIds as [number, number];
	ask = asking(sql, shop);
	mine = await shop.booked(at(9), one);
	other = await shop.booked(at(16), one);
});

const staffMove = (bookingId: number, startsAt: number, fieldworkerId?: number) =>
	move(sql, { bookingId, startsAt, fieldworkerId, reason: '', actor: STAFF });
const confirm = (startsAt: number) =>
	move(sql, { bookingId: mine.id, startsAt, reason: '', actor: BY_LINK });
const holds = () => sql`select id from hold`;

describe('staff', () => {
	it('do not get a time that a customer holds', async () => {
		await ask.bookingHolds(mine.id, at(12));
		await ask.visitorHolds(1, at(14));
		expect(await staffMove(other.id, at(12.5))).toMatchObject({ result: 'taken' });
		expect(await staffMove(other.id, at(14))).toMatchObject({ result: 'taken' });
		expect(await staffMove(other.id, at(12), two)).toMatchObject({ result: 'moved' });
		expect(await confirm(at(12))).toMatchObject({ result: 'moved' });
		expect(await countOverlaps(sql)).toBe(0);
	});

	it('who move a booking give back what its customer holds', async () => {
		await ask.bookingHolds(mine.id, at(12));
		expect(await staffMove(mine.id, at(10))).toMatchObject({ result: 'moved' });
		expect(await holds()).toHaveLength(0);
		expect(await ask.visitorSees(1, at(12))).toBe('free');
	});

	it('may move a booking to the very time that its customer holds', async () => {
		await ask.bookingHolds(mine.id, at(12));
		expect(await staffMove(mine.id, at(12))).toMatchObject({ result: 'moved' });
		expect(await holds()).toHaveLength(0);
	});

	it('whose move is refused leave the hold as it is', async () => {
		await ask.bookingHolds(mine.id, at(12));
		expect(await staffMove(mine.id, at(16))).toMatchObject({ result: 'taken' });
		expect(await ask.visitorSees(1, at(12))).toBe('held');
	});

	it('who cancel a booking give back what its customer holds', async () => {
		await ask.bookingHolds(mine.id, at(12));
		await cancel(sql, { bookingId: mine.id, reason: '', actor: STAFF });
		expect(await holds()).toHaveLength(0);
		expect(await ask.visitorSees(1, at(12))).toBe('free');
		expect(await ask.bookingHolds(mine.id, at(12))).toMatchObject({ result: 'refused' });
	});
});

describe('a booking given to another fieldworker while its customer holds a time', () => {
	it('has nothing held with the first any more, and holds with the second from then on', async () => {
		await ask.bookingHolds(mine.id, at(12));
		expect(await staffMove(mine.id, at(9), two)).toMatchObject({ result: 'moved' });
		expect(await ask.visitorSees(1, at(12), one)).toBe('free');
		expect(got(await ask.bookingHolds(mine.id, at(12))).fieldworkerId).toBe(two);
		expect(await ask.visitorSees(1, at(12), one)).toBe('free');
		expect(await ask.visitorSees(1, at(12), two)).toBe('held');
		expect(await ask.visitorSees(1, at(12), 'any')).toBe('free');
		expect(await confirm(at(12))).toMatchObject({
			result: 'moved',
			booking: { fieldworker: { id: two } }
		});
	});

	it('at the same time as it is held ends with one of the two, whole', async () => {
		for (let round = 0; round < 10; round++) {
			await Promise.all([
				ask.bookingHolds(mine.id, at(12 + (round % 3))),
				staffMove(mine.id, at(9), round % 2 ? one : two)
			]);
			const [row] = await sql`
				select count(*) as wrong
				from hold h
				join booking b on b.id = h.booking_id
				left join occupancy o on o.hold_id = h.id and o.fieldworker_id = h.fieldworker_id
				where h.fieldworker_id <> b.fieldworker_id
					or o.id is null
			`;
			expect(row).toEqual({ wrong: 0 });
		}
	});
});

describe('a blocked event over a held time', () => {
	beforeEach(async () => {
		await ask.bookingHolds(mine.id, at(12));
		await ask.visitorHolds(1, at(13.5));
		await block(sql, {
			fieldworkerId: one,
			startsAt: at(12),
			endsAt: at(15),
			title: 'Dentist'
		});
	});

	it('takes it from everybody, its holder included', async () => {
		expect(await ask.bookingSees(mine.id, at(12))).toBe('gone');
		expect(await ask.visitorSees(1, at(13.5))).toBe('gone');
		expect(await ask.visitorSees(2, at(12.5))).toBe('gone');
	});

	it('makes the confirm say that it is taken, with the nearest times', async () => {
		const result = await confirm(at(12));
		expect(result).toMatchObject({ result: 'taken' });
		expect(result).toHaveProperty('nearest', [9.5, 10, 10.5, 11, 15].map(at));
	});

	it('does not keep the holder from holding and confirming another time', async () => {
		expect(await ask.bookingHolds(mine.id, at(12))).toMatchObject({ result: 'taken' });
		expect(await ask.bookingHolds(mine.id, at(11))).toMatchObject({ result: 'held' });
		expect(await confirm(at(11))).toMatchObject({ result: 'moved' });
		expect(await heldTime(sql, at(13.5))).toEqual([[0, 60]]);
		expect(await countOverlaps(sql)).toBe(0);
	});
});
