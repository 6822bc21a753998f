import { isTooLate, quietUntil } from '../../scheduling/reminders.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { queueMail } from '../mail/queue.ts';
import { requireBusiness } from '../settings/business.ts';
import { readMailSettings } from '../settings/mail.ts';
import { planReminders } from './plan.ts';

type Due = {
	minutesBefore: number;
	dueAt: number;
	startsAt: number;
	version: number;
	now: number;
};

/** Milliseconds after which a reminder is late: a worker that is there takes seconds. */
const LATE = 15 * 60_000;

/**
 * Reminds a booking's customer where a reminder is due: the mail is queued in the transaction that takes
 * the reminder away, so that it is sent once and not lost (R6). Done again, or for a time that is not
 * the booking's any more, it does nothing. Where several are due, as no worker ran, only the one
 * nearest to the start goes out, not within quiet hours, and none that has become too late to be of use.
 */
export async function remind(sql: Sql, bookingId: number): Promise<void> {
	await transaction(sql, async (tx) => {
		await tx`select from booking where id = ${bookingId} for no key update`;
		// A switch may be off, or a schedule changed, and the planning of all not yet here.
		await planReminders(tx, [bookingId]);
		const nearest = await findDue(tx, bookingId);
		if (!nearest) return;
		const at = (await quietEnd(tx, nearest)) ?? nearest.now;
		const tooLate = isTooLate(nearest.dueAt, nearest.startsAt, at);
		if (!tooLate && at > nearest.now) return putOff(tx, bookingId, nearest, at);
		await takeDue(tx, bookingId);
		if (tooLate) return;
		await queueMail(tx, { bookingId, version: nearest.version, kind: 'reminder' });
		await remember(tx, bookingId, nearest);
	});
}

/** When nobody sleeps any more, for a reminder that comes late; it is planned not to come at night. */
async function quietEnd(tx: Transaction, { now, dueAt }: Due): Promise<number | null> {
	if (now - dueAt < LATE) return null;
	const { quietHours } = await readMailSettings(tx);
	const { timeZone } = await requireBusiness(tx);
	return quietHours && quietUntil(now, quietHours, timeZone);
}

/** The reminder stays as it is, and its job comes again. */
async function putOff(
	tx: Transaction,
	bookingId: number,
	{ minutesBefore }: Due,
	at: number
): Promise<void> {
	await tx`
		select graphile_worker.add_job(
			'remind',
			json_build_object('bookingId', ${bookingId}::bigint),
			run_at => ${at}::timestamptz,
			job_key => concat_ws(':', 'reminder', ${bookingId}::bigint, ${minutesBefore}::integer)
		)
	`;
}

/** So that a schedule that is changed now does not bring the same again. */
async function remember(
	tx: Transaction,
	bookingId: number,
	{ startsAt, minutesBefore }: Due
): Promise<void> {
	await tx`
		insert into reminded (booking_id, starts_at, minutes_before)
		values (${bookingId}, ${startsAt}, ${minutesBefore})
		on conflict (booking_id) do update
		set starts_at = excluded.starts_at,
			minutes_before = excluded.minutes_before,
			at = excluded.at
	`;
}

/**
 * Of what is due, the reminder nearest to the start; planning has left only those of confirmed bookings
 * to come.
 */
async function findDue(tx: Transaction, bookingId: number): Promise<Due | undefined> {
	const [nearest] = await tx<Due[]>`
		select
			r.minutes_before as "minutesBefore",
			r.due_at as "dueAt",
			b.starts_at as "startsAt",
			b.version,
			reslot_clock() as now
		from reminder r
		join booking b on b.id = r.booking_id
		where r.booking_id = ${bookingId}
			and r.due_at <= reslot_clock()
		order by r.due_at desc, r.minutes_before
		limit 1
	`;
	return nearest;
}

async function takeDue(tx: Transaction, bookingId: number): Promise<void> {
	await tx`
		delete from reminder
		where booking_id = ${bookingId}
			and due_at <= reslot_clock()
	`;
}
