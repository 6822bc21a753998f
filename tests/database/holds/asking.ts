import { createHash } from 'node:crypto';
import type { Sql } from '../../../src/lib/server/database/connection.ts';
import { holdForBooking } from '../../../src/lib/server/holds/hold-for-booking.ts';
import { holdForVisitor } from '../../../src/lib/server/holds/hold-for-visitor.ts';
import type { Hold } from '../../../src/lib/server/holds/holder.ts';
import type { HoldResult } from '../../../src/lib/server/holds/keep.ts';
import { readBookingOffer, readServiceOffer } from '../../../src/lib/server/offer.ts';
import type { Shop } from '../../support/shop.ts';

// How people ask in the tests of holds. The tests' day is three days from today.

export const DAY = 3;
export const MINUTE = 60_000;

/** What the nth visitor is known by. */
export const visitor = (n: number): Buffer => createHash('sha256').update(`visitor ${n}`).digest();

/** What a time is to whoever looks at it. */
export type Looks = 'free' | 'held' | 'gone';

type Offer = Awaited<ReturnType<typeof readServiceOffer>>;

function looksIn(offer: Offer, startsAt: number): Looks {
	if (offer!.days.some(({ starts }) => starts.includes(startsAt))) return 'free';
	return offer!.days.some(({ held }) => held.includes(startsAt)) ? 'held' : 'gone';
}

/** Who asks in a shop, over one pool, whose clock may be set. */
export function asking(sql: Sql, shop: Shop) {
	const range = { from: shop.date(DAY), until: shop.date(DAY + 1) };
	const one = shop.fieldworkerIds[0]!;
	return {
		/** How a time of the day looks to the customer of a booking. */
		async bookingSees(bookingId: number, startsAt: number): Promise<Looks> {
			return looksIn(await readBookingOffer(sql, bookingId, range), startsAt);
		},
		/** How a time of the day looks to the nth visitor; visitor 0 has no cookie. */
		async visitorSees(
			n: number,
			startsAt: number,
			fieldworkerId: number | 'any' = one
		): Promise<Looks> {
			const who = n === 0 ? undefined : visitor(n);
			return looksIn(
				await readServiceOffer(sql, shop.serviceId, fieldworkerId, range, who),
				startsAt
			);
		},
		bookingHolds: (bookingId: number, startsAt: number): Promise<HoldResult> =>
			holdForBooking(sql, { bookingId, startsAt, language: 'en' }),
		visitorHolds: (
			n: number,
			startsAt: number,
			fieldworkerId: number | 'any' = one,
			networkAddress: string | null = null
		): Promise<HoldResult> =>
			holdForVisitor(sql, {
				visitor: visitor(n),
				networkAddress,
				serviceId: shop.serviceId,
				fieldworkerId,
				startsAt,
				language: 'en'
			})
	};
}

export type Asking = ReturnType<typeof asking>;

/** The hold that was got; throws when none was. */
export function got(result: HoldResult): Hold {
	if (result.result !== 'held') throw new Error(`not held: ${JSON.stringify(result)}`);
	return result.hold;
}

/** The held stretches of time, as minutes from an instant, in order. */
export async function heldTime(sql: Sql, from: number): Promise<[number, number][]> {
	const rows = await sql<{ start: number; end: number }[]>`
		select starts_at as start, ends_at as end
		from occupancy
		where hold_id is not null
		order by starts_at
	`;
	return rows.map(({ start, end }) => [(start - from) / MINUTE, (end - from) / MINUTE]);
}
