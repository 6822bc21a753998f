import { isTooLate } from '../../scheduling/reminders.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { queueMail } from '../mail/queue.ts';
import { planReminders } from './plan.ts';

type Due = { dueAt: number; startsAt: number; version: number; now: number };

/**
 * Reminds a booking's customer where a reminder is due: the mail is queued in the transaction that takes
 * the reminder away, so that it is sent once and not lost (R6). Done again, or for a time that is not
 * the booking's any more, it does nothing. Where several are due, as no worker ran, only the one
 * nearest to the start goes out, and none that has become too late to be of use.
 */
export async function remind(sql: Sql, bookingId: number): Promise<void> {
	await transaction(sql, async (tx) => {
		await tx`select from booking where id = ${bookingId} for no key update`;
		// A switch may be off, or a schedule changed, and the planning of all not yet here.
		await planReminders(tx, [bookingId]);
		const due = await takeDue(tx, bookingId);
		const nearest = due.reduce<Due | undefined>(
			(one, other) => (one && one.dueAt > other.dueAt ? one : other),
			undefined
		);
		if (!nearest || isTooLate(nearest.dueAt, nearest.startsAt, nearest.now)) return;
		await queueMail(tx, { bookingId, version: nearest.version, kind: 'reminder' });
	});
}

/** Takes away what is due; planning has left only reminders of confirmed bookings to come. */
async function takeDue(tx: Transaction, bookingId: number): Promise<Due[]> {
	return tx<Due[]>`
		delete from reminder r
		using booking b
		where r.booking_id = ${bookingId}
			and b.id = r.booking_id
			and r.due_at <= reslot_clock()
		returning
			r.due_at as "dueAt",
			b.starts_at as "startsAt",
			b.version,
			reslot_clock() as now
	`;
}
