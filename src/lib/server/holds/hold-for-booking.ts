import { decide } from '../../scheduling/policy.ts';
import { lockBooking } from '../bookings/lock.ts';
import { refusedBy } from '../bookings/refusal.ts';
import { readClock } from '../database/clock.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { holdsTimes, readFlags } from '../settings/flags.ts';
import { wishOfBooking } from '../wish.ts';
import { keep, type HoldResult } from './keep.ts';

/**
 * Holds a time to which a booking may be moved, its fieldworker kept, until the customer has
 * decided. One hold a booking: the one before is given up. Judged like a move, in the transaction
 * (R3); nobody else gets the time meanwhile (R1).
 */
export async function holdForBooking(
	sql: Sql,
	wanted: { bookingId: number; startsAt: number }
): Promise<HoldResult> {
	let outcome: HoldResult | 'again' = 'again';
	while (outcome === 'again') {
		outcome = await transaction<HoldResult | 'again'>(sql, async (tx, rollback) => {
			const result = await holdLocked(tx, wanted);
			return result === 'again' ? rollback(result) : result;
		});
	}
	return outcome;
}

async function holdLocked(
	tx: Transaction,
	wanted: { bookingId: number; startsAt: number }
): Promise<HoldResult | 'again'> {
	const booking = await lockBooking(tx, wanted.bookingId);
	if (booking === null) return { result: 'not_found' };
	if (booking === 'again') return 'again';
	const flags = await readFlags(tx);
	if (!holdsTimes(flags)) return { result: 'off' };
	const refusal = refusedBy(decide('reschedule', booking, flags, await readClock(tx)));
	if (refusal) return refusal;
	// Nobody has to hold what they have.
	if (wanted.startsAt === booking.startsAt) return { result: 'off' };
	return keep(tx, {
		wish: { ...wishOfBooking(booking), holder: { bookingId: booking.id } },
		fieldworkerId: booking.fieldworker.id,
		startsAt: wanted.startsAt,
		flags
	});
}
