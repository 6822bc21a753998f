import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { connect } from '../../../src/lib/server/database/connection.ts';
import { expireHolds } from '../../../src/lib/server/holds/expire.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';
import { asking, DAY, got, heldTime, MINUTE, type Asking } from './asking.ts';

const { sql, url } = await testDatabase();
const crowd = connect(url, { max: 16, connection: { lock_timeout: 0 } });
const later = connect(url, {
	max: 2,
	connection: { 'reslot.clock_offset': '5 minutes 1 second' }
});
const inTwoDays = connect(url, { max: 2, connection: { 'reslot.clock_offset': '2 days' } });
afterAll(() => Promise.all([crowd.end(), later.end(), inTwoDays.end()]));

let shop: Shop;
let ask: Asking;
let mine: Booking;
const at = (hour: number) => shop.at(DAY, hour);
const holds = () => sql<{ id: number }[]>`select id from hold order by id`;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	ask = asking(sql, shop);
	mine = await shop.booked(at(9));
});

describe('a hold is refused like a move (R3)', () => {
	const refused = (reason: string) => ({ result: 'refused', reason });

	it('when rescheduling is off', async () => {
		await shop.setFlags({ allowReschedule: false });
		expect(await ask.bookingHolds(mine.id, at(12))).toMatchObject(refused('reschedule_off'));
	});

	it('inside the notice window, by the database’s clock', async () => {
		// In two days the booking is 8 to 34 hours away, whatever time it is now.
		await shop.setFlags({ rescheduleNoticeHours: 36 });
		const then = asking(inTwoDays, shop);
		expect(await then.bookingHolds(mine.id, at(17))).toMatchObject(refused('too_late'));
	});

	it('when the booking is cancelled, has been moved too often, or is not there', async () => {
		await shop.setFlags({ maxMoves: 0 });
		expect(await ask.bookingHolds(mine.id, at(12))).toMatchObject(refused('max_moves'));
		await cancel(sql, { bookingId: mine.id, reason: '', actor: BY_LINK });
		expect(await ask.bookingHolds(mine.id, at(12))).toMatchObject(refused('cancelled'));
		expect(await ask.bookingHolds(9999, at(12))).toEqual({ result: 'not_found' });
	});

	it('outside working hours, and between the times on offer', async () => {
		for (const hour of [7, 17.5, 12.25]) {
			expect(await ask.bookingHolds(mine.id, at(hour))).toMatchObject(refused('not_offered'));
			expect(await ask.visitorHolds(1, at(hour))).toMatchObject(refused('not_offered'));
			expect(await ask.visitorHolds(1, at(hour), 'any')).toMatchObject(refused('not_offered'));
		}
	});

	it('too soon, and too far ahead', async () => {
		await shop.setFlags({ leadTimeMinutes: 5 * 24 * 60, furthestDays: 8 });
		expect(await ask.bookingHolds(mine.id, at(12))).toMatchObject(refused('too_soon'));
		expect(await ask.visitorHolds(1, at(12))).toMatchObject(refused('too_soon'));
		expect(await ask.bookingHolds(mine.id, shop.at(9, 12))).toMatchObject(refused('too_far'));
		expect(await ask.visitorHolds(1, shop.at(9, 12))).toMatchObject(refused('too_far'));
	});

	it('for a service that is not on offer, or not with them', async () => {
		expect(await ask.visitorHolds(1, at(12), 999)).toEqual({ result: 'not_found' });
		await sql`update service set active = false`;
		expect(await ask.visitorHolds(1, at(12))).toEqual({ result: 'not_found' });
	});

	it('and holds nothing then', async () => {
		await ask.bookingHolds(mine.id, at(7));
		await ask.visitorHolds(1, at(7));
		expect(await holds()).toHaveLength(0);
		expect(await heldTime(sql, at(9))).toEqual([]);
	});
});

describe('where times are not held', () => {
	for (const [words, flags] of [
		['for no minutes', { holdMinutes: 0 }],
		['because real-time availability is off', { realTimeAvailability: false }]
	] as const) {
		it(`${words}, asking for one is no fault`, async () => {
			await shop.setFlags(flags);
			expect(await ask.bookingHolds(mine.id, at(12))).toEqual({ result: 'off' });
			expect(await ask.visitorHolds(1, at(12))).toEqual({ result: 'off' });
			expect(await holds()).toHaveLength(0);
		});

		it(`${words}, what was held before is given back with the flag`, async () => {
			await ask.bookingHolds(mine.id, at(12));
			await ask.visitorHolds(1, at(14));
			await shop.setFlags(flags);
			expect(await holds()).toHaveLength(0);
			expect(await heldTime(sql, at(9))).toEqual([]);
			expect(await ask.visitorSees(2, at(12))).toBe('free');
		});

		it(`${words}, one that is taken at that moment does not stay`, async () => {
			await emptyDatabase(sql);
			shop = await openShop(sql, { fieldworkers: 8 });
			const crowded = asking(crowd, shop);
			for (let round = 0; round < 5; round++) {
				await shop.setFlags({ holdMinutes: 5, realTimeAvailability: true });
				const asked = shop.fieldworkerIds.map((id, n) => crowded.visitorHolds(n + 1, at(12), id));
				await asked[round];
				await shop.setFlags(flags);
				await Promise.all(asked);
				expect(await holds()).toHaveLength(0);
			}
		});
	}

	it('other flags leave what is held as it is', async () => {
		await ask.bookingHolds(mine.id, at(12));
		await shop.setFlags({ leadTimeMinutes: 30, holdMinutes: 1 });
		expect(await ask.visitorSees(1, at(12))).toBe('held');
	});
});

describe('expired holds', () => {
	it('are removed, others stay, and the answer is when the next one expires', async () => {
		await ask.bookingHolds(mine.id, at(12));
		await shop.setFlags({ holdMinutes: 10 });
		const longer = got(await ask.visitorHolds(1, at(14)));
		const next = (await expireHolds(later))!;
		expect(next).toBeLessThanOrEqual(5 * MINUTE);
		expect(next).toBeGreaterThan(4 * MINUTE);
		expect((await holds()).map(({ id }) => id)).toEqual([longer.id]);
		expect(await heldTime(sql, at(14))).toEqual([[0, 60]]);
	});

	it('are waited for when none is due yet; without any there is nothing to wait for', async () => {
		expect(await expireHolds(sql)).toBeNull();
		await ask.bookingHolds(mine.id, at(12));
		const next = (await expireHolds(sql))!;
		expect(next).toBeLessThanOrEqual(5 * MINUTE);
		expect(next).toBeGreaterThan(4 * MINUTE);
		expect(await holds()).toHaveLength(1);
		expect(await expireHolds(later)).toBeNull();
		expect(await holds()).toHaveLength(0);
	});

	it('raise the version when they go, so that others see it', async () => {
		await ask.bookingHolds(mine.id, at(12));
		const version = async () =>
			(
				await sql<{ version: number }[]>`
				select occupancy_version as version
				from fieldworker
			`
			)[0]!.version;
		const before = await version();
		await expireHolds(sql);
		expect(await version()).toBe(before);
		await expireHolds(later);
		expect(await version()).toBeGreaterThan(before);
	});

	it('are removed by many at once without an error', async () => {
		await ask.bookingHolds(mine.id, at(12));
		await ask.visitorHolds(1, at(14));
		const all = await Promise.all([1, 2, 3, 4].map(() => expireHolds(later)));
		expect(all).toEqual([null, null, null, null]);
	});
});
