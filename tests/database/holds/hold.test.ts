import { beforeEach, describe, expect, it } from 'vitest';
import { move } from '../../../src/lib/server/bookings/move.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { release } from '../../../src/lib/server/holds/release.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, countOverlaps, openShop, type Shop } from '../../support/shop.ts';
import { asking, DAY, got, heldTime, MINUTE, visitor, type Asking } from './asking.ts';

const { sql } = await testDatabase();
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

const moveTo = (bookingId: number, startsAt: number) =>
	move(sql, { bookingId, startsAt, reason: '', actor: BY_LINK });

describe('a held time', () => {
	it('is told to others as being taken, and so is what overlaps it', async () => {
		await ask.bookingHolds(mine.id, at(12));
		for (const hour of [11.5, 12, 12.5]) {
			expect(await ask.bookingSees(other.id, at(hour))).toBe('held');
			expect(await ask.visitorSees(0, at(hour))).toBe('held');
			expect(await ask.visitorSees(1, at(hour))).toBe('held');
		}
		for (const hour of [11, 13]) expect(await ask.visitorSees(1, at(hour))).toBe('free');
	});

	it('is free for the booking that holds it, and so is what overlaps it', async () => {
		await ask.bookingHolds(mine.id, at(12));
		for (const hour of [11.5, 12, 12.5]) {
			expect(await ask.bookingSees(mine.id, at(hour))).toBe('free');
		}
	});

	it('is free for the visitor who holds it, in every tab', async () => {
		await ask.visitorHolds(1, at(12));
		expect(await ask.visitorSees(1, at(12))).toBe('free');
		expect(await ask.visitorSees(1, at(12), 'any')).toBe('free');
		expect(await ask.visitorSees(2, at(12))).toBe('held');
		expect(await ask.bookingSees(mine.id, at(12))).toBe('held');
	});

	it('can be held by nobody else', async () => {
		await ask.bookingHolds(mine.id, at(12));
		expect(await ask.bookingHolds(other.id, at(12.5))).toMatchObject({ result: 'taken' });
		expect(await ask.visitorHolds(1, at(11.5))).toMatchObject({ result: 'taken' });
		expect(await heldTime(sql, at(12))).toEqual([[0, 60]]);
		expect(await ask.bookingHolds(other.id, at(13))).toMatchObject({ result: 'held' });
		expect(await ask.visitorHolds(1, at(11))).toMatchObject({ result: 'held' });
	});

	it('lasts as many minutes as the flag says, by the database’s clock', async () => {
		await shop.setFlags({ holdMinutes: 7 });
		const hold = got(await ask.bookingHolds(mine.id, at(12)));
		const [row] = await sql<{ now: number }[]>`select reslot_clock() as now`;
		const left = hold.expiresAt - row!.now;
		expect(left).toBeLessThanOrEqual(7 * MINUTE);
		expect(left).toBeGreaterThan(6 * MINUTE);
	});

	it('is held with its buffers', async () => {
		await emptyDatabase(sql);
		shop = await openShop(sql, { bufferAfterMinutes: 30 });
		ask = asking(sql, shop);
		const booking = await shop.booked(at(9));
		await ask.bookingHolds(booking.id, at(12));
		expect(await heldTime(sql, at(12))).toEqual([[0, 90]]);
		expect(await ask.visitorSees(1, at(13))).toBe('held');
		expect(await ask.visitorSees(1, at(10.5))).toBe('free');
		expect(await ask.visitorSees(1, at(11))).toBe('held');
	});
});

describe('choosing again', () => {
	it('another time gives the first one back', async () => {
		await ask.bookingHolds(mine.id, at(12));
		await ask.bookingHolds(mine.id, at(14));
		expect(await ask.visitorSees(1, at(12))).toBe('free');
		expect(await ask.visitorSees(1, at(14))).toBe('held');
		expect(await heldTime(sql, at(14))).toEqual([[0, 60]]);
	});

	it('a time that overlaps the one held before, or touches it, takes its place', async () => {
		await ask.bookingHolds(mine.id, at(12));
		expect(await ask.bookingHolds(mine.id, at(12.5))).toMatchObject({ result: 'held' });
		expect(await heldTime(sql, at(12))).toEqual([[30, 90]]);
		expect(await ask.bookingHolds(mine.id, at(13.5))).toMatchObject({ result: 'held' });
		expect(await heldTime(sql, at(12))).toEqual([[90, 150]]);
		expect(await ask.visitorSees(1, at(12))).toBe('free');
	});

	it('a time that somebody else has gives the first one back all the same', async () => {
		await ask.bookingHolds(mine.id, at(12));
		await ask.visitorHolds(1, at(14));
		expect(await ask.bookingHolds(mine.id, at(14))).toMatchObject({ result: 'taken' });
		expect(await ask.visitorSees(2, at(12))).toBe('free');
		expect(await ask.visitorSees(2, at(14))).toBe('held');
	});

	it('the same time, in another tab too, does not make it last longer', async () => {
		await shop.setFlags({ holdMinutes: 5 });
		const first = got(await ask.bookingHolds(mine.id, at(12)));
		await shop.setFlags({ holdMinutes: 60 });
		const again = got(await ask.bookingHolds(mine.id, at(12)));
		expect(again.expiresAt).toBe(first.expiresAt);

		const theirs = got(await ask.visitorHolds(1, at(14)));
		await shop.setFlags({ holdMinutes: 30 });
		expect(got(await ask.visitorHolds(1, at(14))).expiresAt).toBe(theirs.expiresAt);
		expect(got(await ask.visitorHolds(1, at(14), 'any')).expiresAt).toBe(theirs.expiresAt);
		expect(await heldTime(sql, at(12))).toEqual([
			[0, 60],
			[120, 180]
		]);
	});

	it('holds one time a booking and one a visitor, however often', async () => {
		for (const hour of [11, 12, 13]) {
			await ask.bookingHolds(mine.id, at(hour));
			await ask.visitorHolds(1, at(hour + 2));
		}
		const [row] = await sql`
			select count(*) as holds, count(booking_id) as bookings, count(visitor) as visitors
			from hold
		`;
		expect(row).toEqual({ holds: 2, bookings: 1, visitors: 1 });
	});
});

describe('a hold that overlaps the customer’s own booking', () => {
	it('holds only the rest, and the move onto it works', async () => {
		expect(await ask.bookingHolds(mine.id, at(9.5))).toMatchObject({ result: 'held' });
		expect(await heldTime(sql, at(9))).toEqual([[60, 90]]);
		expect(await ask.visitorSees(1, at(10))).toBe('held');
		expect(await ask.visitorSees(1, at(9))).toBe('gone');
		expect(await moveTo(mine.id, at(9.5))).toMatchObject({ result: 'moved' });
		expect(await heldTime(sql, at(9))).toEqual([]);
		expect(await ask.visitorSees(1, at(8))).toBe('free');
		expect(await countOverlaps(sql)).toBe(0);
	});

	it('holds what sticks out on the early side, too', async () => {
		await ask.bookingHolds(mine.id, at(8.5));
		expect(await heldTime(sql, at(9))).toEqual([[-30, 0]]);
		expect(await ask.visitorSees(1, at(8))).toBe('held');
		expect(await moveTo(mine.id, at(8.5))).toMatchObject({ result: 'moved' });
	});

	it('holds both sides where the service has grown', async () => {
		await sql`
			update booking
			set buffer_before_minutes = 30, buffer_after_minutes = 90
			where id = ${mine.id}
		`;
		expect(await ask.bookingHolds(mine.id, at(9.5))).toMatchObject({ result: 'held' });
		expect(await heldTime(sql, at(9))).toEqual([[60, 180]]);
		expect(await ask.bookingHolds(mine.id, at(8.5))).toMatchObject({ result: 'held' });
		expect(await heldTime(sql, at(9))).toEqual([
			[-60, 0],
			[60, 120]
		]);
	});

	it('does not hold what the customer has already', async () => {
		expect(await ask.bookingHolds(mine.id, at(9))).toEqual({ result: 'off' });
		expect(await heldTime(sql, at(9))).toEqual([]);
	});
});

describe('releasing', () => {
	it('frees the time at once', async () => {
		await ask.bookingHolds(mine.id, at(12));
		await release(sql, { bookingId: mine.id });
		expect(await ask.visitorSees(1, at(12))).toBe('free');
		expect(await heldTime(sql, at(12))).toEqual([]);
	});

	it('a hold by its id does not release a newer one', async () => {
		const first = got(await ask.bookingHolds(mine.id, at(12)));
		const second = got(await ask.bookingHolds(mine.id, at(14)));
		await release(sql, { bookingId: mine.id }, { id: first.id });
		expect(await ask.visitorSees(1, at(14))).toBe('held');
		await release(sql, { bookingId: mine.id }, { id: second.id });
		expect(await ask.visitorSees(1, at(14))).toBe('free');
	});

	it('a hold by its start does not release one of another time', async () => {
		await ask.visitorHolds(1, at(14));
		await release(sql, { visitor: visitor(1) }, { startsAt: at(12) });
		expect(await ask.visitorSees(2, at(14))).toBe('held');
		await release(sql, { visitor: visitor(1) }, { startsAt: at(14) });
		expect(await ask.visitorSees(2, at(14))).toBe('free');
	});

	it('what is not held, or is somebody else’s, changes nothing', async () => {
		const hold = got(await ask.bookingHolds(mine.id, at(12)));
		await release(sql, { visitor: visitor(1) });
		await release(sql, { bookingId: other.id }, { id: hold.id });
		expect(await ask.visitorSees(1, at(12))).toBe('held');
	});
});
