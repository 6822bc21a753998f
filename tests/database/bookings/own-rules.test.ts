import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PolicyOverrides } from '../../../src/lib/scheduling/policy.ts';
import { book } from '../../../src/lib/server/bookings/book.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { holdForBooking } from '../../../src/lib/server/holds/hold-for-booking.ts';
import { holdForVisitor } from '../../../src/lib/server/holds/hold-for-visitor.ts';
import {
	readBookingOffer,
	readServiceOffer,
	readServicePolicy
} from '../../../src/lib/server/offer.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, customer, openShop, VISITOR, type Shop } from '../../support/shop.ts';
import { visitor } from '../holds/asking.ts';

// A service's own rules, wherever the business's would count.

const { sql } = await testDatabase();
let shop: Shop;
const at = (hour: number) => shop.at(3, hour);

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
});

const setOwn = (own: PolicyOverrides) =>
	sql`update service set policy_overrides = ${sql.json(own)}`;

async function offeredOn(days: number): Promise<number[]> {
	const range = { from: shop.date(days), until: shop.date(days + 1) };
	const offer = await readServiceOffer(sql, shop.serviceId, 'any', range);
	return offer!.days.flatMap(({ starts }) => starts);
}

const bookAt = (startsAt: number, fieldworkerId: number | 'any' = 'any') =>
	book(sql, {
		...{ serviceId: shop.serviceId, fieldworkerId, startsAt, notes: '' },
		...{ customer: customer(1), requestId: randomUUID(), actor: VISITOR }
	});
const holdAt = (startsAt: number) =>
	holdForVisitor(sql, {
		...{ visitor: visitor(1), networkAddress: null },
		...{ serviceId: shop.serviceId, fieldworkerId: 'any', startsAt, language: 'en' }
	});

describe('a service with an interval of its own', () => {
	it('is offered, held, booked and moved by it, and not by the business’s', async () => {
		const mine = await shop.booked(at(9));
		await setOwn({ slotIntervalMinutes: 20 });
		const [first, second] = await offeredOn(5);
		expect(second! - first!).toBe(20 * 60_000);

		const [odd, usual] = [at(12) + 20 * 60_000, at(12.5)];
		for (const ask of [holdAt, bookAt]) {
			expect(await ask(usual)).toMatchObject({ reason: 'not_offered' });
		}
		const wish = { bookingId: mine.id, reason: '', actor: BY_LINK, language: 'en' };
		expect(await holdForBooking(sql, { ...wish, startsAt: usual })).toMatchObject({
			reason: 'not_offered'
		});
		expect(await move(sql, { ...wish, startsAt: usual })).toMatchObject({ reason: 'not_offered' });
		expect(await holdForBooking(sql, { ...wish, startsAt: odd })).toMatchObject({ result: 'held' });
		expect(await move(sql, { ...wish, startsAt: odd })).toMatchObject({ result: 'moved' });
		expect(await holdAt(at(15) + 20 * 60_000)).toMatchObject({ result: 'held' });
		expect(await bookAt(at(16) + 20 * 60_000)).toMatchObject({ result: 'booked' });
	});
});

describe('a service with a lead time of its own', () => {
	it('is not offered before it, and refused as too soon', async () => {
		const mine = await shop.booked(at(9));
		await setOwn({ leadTimeMinutes: 6 * 24 * 60 });
		expect(await offeredOn(4)).toEqual([]);
		expect(await offeredOn(8)).not.toEqual([]);
		for (const ask of [holdAt, bookAt]) {
			expect(await ask(shop.at(4, 12))).toMatchObject({ reason: 'too_soon' });
		}
		const wish = {
			bookingId: mine.id,
			startsAt: shop.at(4, 12),
			reason: '',
			actor: BY_LINK,
			language: 'en'
		};
		expect(await holdForBooking(sql, wish)).toMatchObject({ reason: 'too_soon' });
		expect(await move(sql, wish)).toMatchObject({ reason: 'too_soon' });
	});
});

describe('a service with a furthest day of its own', () => {
	it.each([
		['nearer', 10, 60],
		['further', 90, 30]
	])('that is %s than the business’s', async (_, own, business) => {
		await shop.setFlags({ furthestDays: business });
		await setOwn({ furthestDays: own });
		expect(await offeredOn(own)).not.toEqual([]);
		expect(await offeredOn(own + 1)).toEqual([]);
		expect(await readServicePolicy(sql, shop.serviceId)).toMatchObject({ furthestDays: own });
		expect(await bookAt(shop.at(own, 12))).toMatchObject({ result: 'booked' });
		expect(await bookAt(shop.at(own + 1, 12))).toMatchObject({ reason: 'too_far' });
		expect(await holdAt(shop.at(own + 1, 12))).toMatchObject({ reason: 'too_far' });
	});
});

it('a service that is not moved online is not, while others are', async () => {
	const mine = await shop.booked(at(9));
	await setOwn({ allowReschedule: false });
	const wish = { bookingId: mine.id, startsAt: at(12), reason: '', actor: BY_LINK, language: 'en' };
	expect(await move(sql, wish)).toMatchObject({ reason: 'reschedule_off' });
	expect(await holdForBooking(sql, wish)).toMatchObject({ reason: 'reschedule_off' });
});

describe('a service that is off the public page', () => {
	it('is neither offered nor held nor booked there, whatever is sent', async () => {
		await sql`update service set on_public_page = false`;
		const range = { from: shop.date(3), until: shop.date(4) };
		expect(await readServiceOffer(sql, shop.serviceId, 'any', range)).toBeNull();
		for (const ask of [holdAt, bookAt]) {
			expect(await ask(at(12))).toEqual({ result: 'not_found' });
		}
	});

	it('has bookings that are moved as ever', async () => {
		const mine = await shop.booked(at(9));
		await sql`update service set on_public_page = false`;
		const range = { from: shop.date(3), until: shop.date(4) };
		const offer = await readBookingOffer(sql, mine.id, range);
		expect(offer!.days[0]!.starts).toContain(at(12));
		const wish = {
			bookingId: mine.id,
			startsAt: at(12),
			reason: '',
			actor: BY_LINK,
			language: 'en'
		};
		expect(await holdForBooking(sql, wish)).toMatchObject({ result: 'held' });
		expect(await move(sql, wish)).toMatchObject({ result: 'moved' });
	});
});
