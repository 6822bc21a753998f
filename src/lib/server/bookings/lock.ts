import type { Transaction } from '../database/connection.ts';
import { lockFieldworkers } from '../occupancy/lock.ts';
import { findBooking, type Booking } from './find.ts';

/**
 * Locks a booking together with its fieldworker, the one with whom a time is held for it, and another
 * one whom it may go to, and reads it as it is then. Fieldworkers come first and in id order, as
 * everywhere, so that no two writers wait for each other. `'again'` when somebody else came into it
 * while we waited for the lock: the transaction has to start over. Null when there is no such booking.
 */
export async function lockBooking(
	tx: Transaction,
	bookingId: number,
	otherFieldworkerId?: number
): Promise<Booking | 'again' | null> {
	const seen = await readConcerned(tx, bookingId);
	if (seen.length === 0) return null;
	const other = otherFieldworkerId === undefined ? [] : [otherFieldworkerId];
	await lockFieldworkers(tx, [...seen, ...other]);
	const booking = await findBooking(tx, bookingId, 'lock');
	const concerned = await readConcerned(tx, bookingId);
	return concerned.every((id) => seen.includes(id)) ? booking : 'again';
}

/** Whose time belongs to a booking: with whom it is, and with whom it holds one. */
async function readConcerned(tx: Transaction, bookingId: number): Promise<number[]> {
	const rows = await tx<{ id: number }[]>`
		select fieldworker_id as id
		from booking
		where id = ${bookingId}
		union
		select fieldworker_id
		from hold
		where booking_id = ${bookingId}
	`;
	return rows.map(({ id }) => id);
}
