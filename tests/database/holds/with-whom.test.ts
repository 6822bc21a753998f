import { beforeEach, describe, expect, it } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { findBooking, type Booking } from '../../../src/lib/server/bookings/find.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { holdForBooking } from '../../../src/lib/server/holds/hold-for-booking.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, countOverlaps, openShop, type Shop } from '../../support/shop.ts';
import { asking, DAY, got, heldTime, type Asking } from './asking.ts';

const { sql } = await testDatabase();
let shop: Shop;
let ask: Asking;
let [one, two, three]: number[] = [];
let mine: Booking;
const at = (hour: number) => shop.at(DAY, hour);

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 3 });
	[one, two, three] = shop.fieldworkerIds;
	ask = asking(sql, shop);
	mine = await shop.booked(at(9));
});

const hold = (hour: number, fieldworkerId?: number | 'any') =>
	holdForBooking(sql, { bookingId: mine.id, startsAt: at(hour), fieldworkerId, language: 'en' });
const moveTo = (hour: number, fieldworkerId?: number | 'any') =>
	move(sql, { bookingId: mine.id, startsAt: at(hour), fieldworkerId, reason: '', actor: BY_LINK });

describe('a hold for a booking', () => {
	it('is with its own fieldworker where that one is kept', async () => {
		expect(got(await hold(12)).fieldworkerId).toBe(one);
		for (const choice of [two!, 'any'] as const) {
			expect(await hold(12, choice)).toMatchObject({ result: 'refused', reason: 'not_offered' });
		}
	});

	it('is with the own one where anybody will do, else with another, and moves there', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'any' });
		expect(got(await hold(12)).fieldworkerId).toBe(one);
		await shop.booked(at(14), one);
		const { fieldworkerId } = got(await hold(14));
		expect(fieldworkerId).not.toBe(one);
		// By now the own one would be free; what was held and shown is what is got.
		await sql`delete from occupancy where fieldworker_id = ${one!} and starts_at = ${at(14)}`;
		expect(await moveTo(14)).toMatchObject({ result: 'moved' });
		expect(await findBooking(sql, mine.id)).toMatchObject({ fieldworker: { id: fieldworkerId } });
		expect(await heldTime(sql, at(9))).toEqual([]);
	});

	it('is with the chosen one, and nobody else gets it', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'choose' });
		expect(got(await hold(12, two)).fieldworkerId).toBe(two);
		expect(await ask.visitorSees(1, at(12), two!)).toBe('held');
		expect(await ask.visitorSees(1, at(12), three!)).toBe('free');
		expect(await ask.visitorHolds(1, at(12), two!)).toMatchObject({
			result: 'taken',
			words: expect.stringContaining('just taking')
		});
	});

	it('with another one holds all of its time, also where the booking itself overlaps it', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'choose' });
		await hold(9.5, one);
		expect(await heldTime(sql, at(9))).toEqual([[60, 90]]);
		await hold(9.5, two);
		expect(await heldTime(sql, at(9))).toEqual([[30, 90]]);
		expect(got(await hold(9, three)).fieldworkerId).toBe(three);
		expect(await heldTime(sql, at(9))).toEqual([[0, 60]]);
		expect(await countOverlaps(sql)).toBe(0);
	});

	it('is not needed at the time that the booking has', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'any' });
		expect(await hold(9)).toEqual({ result: 'off' });
	});

	it('goes with the booking, whoever it is with, and raises that one’s version', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'choose' });
		const versions = () => sql`select occupancy_version as v from fieldworker where id = ${two!}`;
		await hold(12, two);
		const [before] = await versions();
		await cancel(sql, { bookingId: mine.id, reason: '', actor: BY_LINK });
		expect(await heldTime(sql, at(9))).toEqual([]);
		const [after] = await versions();
		expect(after!['v']).toBeGreaterThan(before!['v']);
	});

	it('is given up by a move with somebody else, and by choosing again', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'choose' });
		await hold(12, two);
		await hold(14, three);
		expect(await ask.visitorSees(1, at(12), two!)).toBe('free');
		await moveTo(16, one);
		expect(await heldTime(sql, at(9))).toEqual([]);
	});

	it('many at once, for many bookings and fieldworkers, leave nothing overlapping', async () => {
		await shop.setFlags({ rescheduleFieldworker: 'choose' });
		const bookings = [mine];
		for (const id of [two!, three!]) bookings.push(await shop.booked(at(9), id));
		for (let round = 0; round < 4; round++) {
			await Promise.all(
				bookings.flatMap(({ id }, n) => [
					holdForBooking(sql, {
						...{ bookingId: id, startsAt: at(12 + (round % 2)) },
						fieldworkerId: shop.fieldworkerIds[(n + round) % 3],
						language: 'en'
					}),
					move(sql, {
						...{ bookingId: id, startsAt: at(13 - (round % 2)), reason: '', actor: BY_LINK },
						fieldworkerId: 'any'
					})
				])
			);
			expect(await countOverlaps(sql)).toBe(0);
		}
	});
});

it('a time that somebody else holds is refused as being taken, not as taken', async () => {
	const other = await shop.booked(at(10));
	await hold(14);
	const answer = await move(sql, {
		...{ bookingId: other.id, startsAt: at(14), reason: '' },
		actor: BY_LINK
	});
	expect(answer).toMatchObject({
		result: 'taken',
		words: expect.stringContaining('just taking that time')
	});
	await moveTo(14);
	expect(
		await move(sql, { bookingId: other.id, startsAt: at(14), reason: '', actor: BY_LINK })
	).toMatchObject({ words: expect.stringContaining('has just taken') });
});
