import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { book } from '../../../src/lib/server/bookings/book.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { connect, type Sql } from '../../../src/lib/server/database/connection.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import {
	BY_LINK,
	countOverlaps,
	customer,
	openShop,
	VISITOR,
	type Shop
} from '../../support/shop.ts';
import { asking, DAY, got, heldTime, visitor, type Asking } from './asking.ts';

const { sql, url } = await testDatabase();
const clockAt = (offset: string) =>
	connect(url, { max: 3, connection: { 'reslot.clock_offset': offset } });
const soon = clockAt('4 minutes');
const later = clockAt('5 minutes 1 second');
afterAll(() => Promise.all([soon.end(), later.end()]));

let shop: Shop;
let ask: Asking;
let mine: Booking;
let other: Booking;
const at = (hour: number) => shop.at(DAY, hour);

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	ask = asking(sql, shop);
	mine = await shop.booked(at(9));
	other = await shop.booked(at(16));
});

const moveTo = (bookingId: number, startsAt: number, pool: Sql = sql) =>
	move(pool, { bookingId, startsAt, reason: '', actor: BY_LINK });

const bookAs = (n: number, startsAt: number, pool: Sql = sql) =>
	book(pool, {
		serviceId: shop.serviceId,
		fieldworkerId: shop.fieldworkerIds[0]!,
		startsAt,
		customer: customer(90 + n),
		notes: '',
		requestId: randomUUID(),
		actor: VISITOR,
		visitor: n === 0 ? undefined : visitor(n)
	});

describe('confirming a held time', () => {
	it('moves the booking there, and the hold is over', async () => {
		await ask.bookingHolds(mine.id, at(12));
		expect(await moveTo(mine.id, at(12))).toMatchObject({ result: 'moved' });
		expect(await sql`select id from hold`).toHaveLength(0);
		expect(await heldTime(sql, at(12))).toEqual([]);
		expect(await ask.visitorSees(1, at(12))).toBe('gone');
		expect(await ask.visitorSees(1, at(9))).toBe('free');
	});

	it('books it for the visitor, and the hold is over', async () => {
		await ask.visitorHolds(1, at(12));
		expect(await bookAs(1, at(12))).toMatchObject({ result: 'booked' });
		expect(await sql`select id from hold`).toHaveLength(0);
		expect(await ask.visitorSees(1, at(12))).toBe('gone');
	});

	it('works in the last second', async () => {
		const hold = got(await ask.bookingHolds(mine.id, at(12)));
		await ask.visitorHolds(1, at(14));
		const left = hold.expiresAt - 1000 - Date.now();
		const lastSecond = clockAt(`${left} milliseconds`);
		expect(await moveTo(mine.id, at(12), lastSecond)).toMatchObject({ result: 'moved' });
		expect(await bookAs(1, at(14), lastSecond)).toMatchObject({ result: 'booked' });
		await lastSecond.end();
	});

	it('works after it has expired, when nobody has taken it', async () => {
		await ask.bookingHolds(mine.id, at(12));
		await ask.visitorHolds(1, at(14));
		expect(await moveTo(mine.id, at(12), later)).toMatchObject({ result: 'moved' });
		expect(await bookAs(1, at(14), later)).toMatchObject({ result: 'booked' });
		expect(await sql`select id from hold`).toHaveLength(0);
	});

	it('after it has expired and somebody has taken it says so, with the nearest times', async () => {
		await ask.bookingHolds(mine.id, at(12));
		expect(await moveTo(other.id, at(12), later)).toMatchObject({ result: 'moved' });
		const result = await moveTo(mine.id, at(12), later);
		expect(result).toMatchObject({ result: 'taken' });
		const nearest = [10, 10.5, 11, 13, 13.5].map(at);
		expect(result).toHaveProperty('nearest', nearest);
	});

	it('another time than the held one moves there, and gives the held one back', async () => {
		await ask.bookingHolds(mine.id, at(12));
		expect(await moveTo(mine.id, at(12.5))).toMatchObject({ result: 'moved' });
		await ask.visitorHolds(1, at(10));
		expect(await bookAs(1, at(10.5))).toMatchObject({ result: 'booked' });
		expect(await sql`select id from hold`).toHaveLength(0);
		expect(await ask.visitorSees(2, at(9.5))).toBe('free');
	});

	it('another time that is taken keeps the held one', async () => {
		await ask.bookingHolds(mine.id, at(12));
		await ask.visitorHolds(1, at(14));
		expect(await moveTo(mine.id, at(16))).toMatchObject({ result: 'taken' });
		expect(await bookAs(1, at(16))).toMatchObject({ result: 'taken' });
		expect(await ask.visitorSees(0, at(12))).toBe('held');
		expect(await ask.visitorSees(0, at(14))).toBe('held');
	});
});

describe('nobody else', () => {
	it('gets a held time, neither by moving nor by booking', async () => {
		await ask.bookingHolds(mine.id, at(12));
		await ask.visitorHolds(1, at(14));
		expect(await moveTo(other.id, at(12.5))).toMatchObject({ result: 'taken' });
		expect(await moveTo(mine.id, at(14))).toMatchObject({ result: 'taken' });
		expect(await bookAs(0, at(12))).toMatchObject({ result: 'taken' });
		expect(await bookAs(2, at(14))).toMatchObject({ result: 'taken' });
		expect(await countOverlaps(sql)).toBe(0);
	});

	it('is offered the held time, nor what overlaps it, among the nearest', async () => {
		await ask.visitorHolds(1, at(12));
		const result = await moveTo(other.id, at(12));
		expect(result).toHaveProperty('nearest', [10, 10.5, 11, 13, 13.5].map(at));
	});

	it('gets it a minute before it expires', async () => {
		await ask.bookingHolds(mine.id, at(12));
		expect(await asking(soon, shop).visitorSees(1, at(12))).toBe('held');
		expect(await asking(soon, shop).visitorHolds(1, at(12))).toMatchObject({ result: 'taken' });
		expect(await bookAs(1, at(12), soon)).toMatchObject({ result: 'taken' });
	});
});

describe('a hold that has expired and is still there', () => {
	it('is no obstacle to an offer', async () => {
		await ask.bookingHolds(mine.id, at(12));
		expect(await asking(later, shop).visitorSees(1, at(12))).toBe('free');
		expect(await asking(later, shop).bookingSees(other.id, at(12.5))).toBe('free');
		expect(await asking(later, shop).bookingSees(mine.id, at(12))).toBe('free');
		expect(await sql`select id from hold`).toHaveLength(1);
	});

	it('is no obstacle to a booking, nor to a move', async () => {
		await ask.bookingHolds(mine.id, at(12));
		await ask.visitorHolds(1, at(14));
		expect(await bookAs(2, at(12.5), later)).toMatchObject({ result: 'booked' });
		expect(await moveTo(other.id, at(13.5), later)).toMatchObject({ result: 'moved' });
		expect(await sql`select id from hold`).toHaveLength(0);
	});

	it('is no obstacle to somebody else’s hold, nor to one’s own next', async () => {
		await ask.bookingHolds(mine.id, at(12));
		const then = asking(later, shop);
		expect(await then.visitorHolds(1, at(12.5))).toMatchObject({ result: 'held' });
		expect(await then.bookingHolds(mine.id, at(14))).toMatchObject({ result: 'held' });
		expect(await heldTime(sql, at(12))).toEqual([
			[30, 90],
			[120, 180]
		]);
	});

	it('two of them at once are no obstacle to a time that meets both', async () => {
		await ask.bookingHolds(mine.id, at(12));
		await ask.visitorHolds(1, at(13));
		expect(await moveTo(other.id, at(12.5), later)).toMatchObject({ result: 'moved' });
		expect(await sql`select id from hold`).toHaveLength(0);
	});

	it('holding the same time anew makes it last its minutes again', async () => {
		const first = got(await ask.bookingHolds(mine.id, at(12)));
		const anew = got(await asking(later, shop).bookingHolds(mine.id, at(12)));
		expect(anew.expiresAt).toBeGreaterThan(first.expiresAt + 4 * 60_000);
	});

	it('in one of two parts around one’s own booking goes as a whole', async () => {
		await sql`
			update booking
			set buffer_before_minutes = 60, buffer_after_minutes = 60
			where id = ${mine.id}
		`;
		await ask.bookingHolds(mine.id, at(9.5));
		expect(await heldTime(sql, at(9))).toEqual([
			[-30, 0],
			[60, 150]
		]);
		expect(await bookAs(2, at(10), later)).toMatchObject({ result: 'booked' });
		expect(await heldTime(sql, at(9))).toEqual([]);
	});
});
