import type { Transaction } from '../database/connection.ts';
import { lockFieldworkers } from '../occupancy/lock.ts';
import { findBooking, type Booking } from './find.ts';

/**
 * Locks a booking together with its fieldworker, and with another one whom it may go to, and reads
 * it as it is then. Fieldworkers come first and in id order, as everywhere, so that no two writers
 * wait for each other. `'again'` when the booking went to another fieldworker while we waited for
 * the lock: the transaction has to start over. Null when there is no such booking.
 */
export async function lockBooking(
	tx: Transaction,
	bookingId: number,
	otherFieldworkerId?: number
): Promise<Booking | 'again' | null> {
	const [seen] = await tx<{ fieldworkerId: number }[]>`
		select fieldworker_id as "fieldworkerId"
		from booking
		where id = ${bookingId}
	`;
	if (!seen) return null;
	await lockFieldworkers(tx, [seen.fieldworkerId, otherFieldworkerId ?? seen.fieldworkerId]);
	const booking = await findBooking(tx, bookingId, 'lock');
	return booking && booking.fieldworker.id !== seen.fieldworkerId ? 'again' : booking;
}
