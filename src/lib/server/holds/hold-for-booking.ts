import { decide } from '../../scheduling/policy.ts';
import { takersFor } from '../../scheduling/with-whom.ts';
import { wordsFor, type Words } from '../../words/index.ts';
import { lockBooking } from '../bookings/lock.ts';
import { readPolicy } from '../bookings/policy.ts';
import { notWithThem, refusedBy } from '../bookings/refusal.ts';
import { readClock } from '../database/clock.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { holdsTimes } from '../settings/flags.ts';
import { wishOfBooking } from '../wish.ts';
import { askEach } from './ask-each.ts';
import { candidatesToMove } from './candidates.ts';
import { keep, type HoldResult } from './keep.ts';

/** A customer's wish to have a time held for their booking; with whom as in Move, answered in `language`. */
type BookingHold = {
	bookingId: number;
	startsAt: number;
	fieldworkerId?: number | 'any' | undefined;
	language: string;
};

/**
 * Holds a time to which a booking may be moved until the customer has decided, with those whom the
 * business lets them have. One hold a booking: the one before is given up. Judged like a move, in
 * the transaction (R3); nobody else gets the time meanwhile (R1).
 */
export async function holdForBooking(sql: Sql, wanted: BookingHold): Promise<HoldResult> {
	const words = wordsFor(wanted.language);
	return askEach(
		await candidatesToMove(sql, wanted),
		(fieldworkerId) => holdWith(sql, wanted, fieldworkerId, words),
		words
	);
}

async function holdWith(
	sql: Sql,
	wanted: BookingHold,
	candidate: number | undefined,
	words: Words
): Promise<HoldResult> {
	let outcome: HoldResult | 'again' = 'again';
	while (outcome === 'again') {
		outcome = await transaction<HoldResult | 'again'>(sql, async (tx, rollback) => {
			const result = await holdLocked(tx, wanted, candidate, words);
			return result === 'again' ? rollback(result) : result;
		});
	}
	return outcome;
}

async function holdLocked(
	tx: Transaction,
	wanted: BookingHold,
	candidate: number | undefined,
	words: Words
): Promise<HoldResult | 'again'> {
	const booking = await lockBooking(tx, wanted.bookingId, candidate);
	if (booking === null) return { result: 'not_found' };
	if (booking === 'again') return 'again';
	const flags = await readPolicy(tx, booking);
	if (!holdsTimes(flags)) return { result: 'off' };
	const now = await readClock(tx);
	const refusal = refusedBy(decide('reschedule', booking, flags, now, words.refusals));
	if (refusal) return refusal;
	const present = booking.fieldworker.id;
	const fieldworkerId = candidate ?? present;
	// Nobody has to hold what they have.
	if (wanted.startsAt === booking.startsAt && fieldworkerId === present) return { result: 'off' };
	const takers = takersFor(booking, flags, wanted.fieldworkerId);
	if (!takers?.includes(fieldworkerId)) return notWithThem(words);
	return keep(tx, {
		wish: { ...wishOfBooking(booking, fieldworkerId), holder: { bookingId: booking.id } },
		fieldworkerId,
		startsAt: wanted.startsAt,
		flags,
		words
	});
}
