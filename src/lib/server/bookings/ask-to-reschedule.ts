import { recordAct, type By } from '../audit/record.ts';
import type { Transaction } from '../database/connection.ts';
import { queueMail } from '../mail/queue.ts';

/**
 * Asks the customers of these bookings, by a mail with their link, to choose another time. Only
 * upcoming confirmed ones are asked; nothing of a booking changes by it. Call it in the transaction
 * that gives the reason to ask. Answers how many are asked.
 */
export async function askToReschedule(
	tx: Transaction,
	by: By,
	bookingIds: readonly number[]
): Promise<number> {
	if (bookingIds.length === 0) return 0;
	// Locked, so that each mail tells of the version that the booking has at the commit (R6).
	const asked = await tx<{ id: number; version: number }[]>`
		select id, version
		from booking
		where id = any(${bookingIds as number[]}::bigint[])
			and status = 'confirmed'
			and starts_at > reslot_clock()
		order by id
		for no key update
	`;
	for (const { id, version } of asked) {
		await queueMail(tx, { bookingId: id, version, kind: 'ask_to_reschedule' });
		await recordAct(tx, by, { action: 'customer.asked_to_reschedule', subject: `Booking ${id}` });
	}
	return asked.length;
}
