import type { Queryable } from '../database/connection.ts';
import type { BookingMailKind, NoticeKind, StaffMailKind } from './kinds.ts';

/**
 * Attempts before a mail is given up. Graphile waits e, e², e³ … seconds between them (six hours
 * at most), so fourteen reach over a day of an outage, even where some of the first only find that it
 * is too early to tell whether the one before arrived.
 */
const MAX_ATTEMPTS = 14;

/** A mail has one job, under this and its id as a key. */
export const JOB_KEY = 'mail:';

/**
 * Puts a mail about this version of the booking into the Email log and adds the job that sends it.
 * Call it inside the transaction that changed the booking: both are there or neither is (R2, R6).
 * The address is the customer's of this moment; to one who was erased nothing is sent.
 * @throws when there is no such booking
 */
export async function queueMail(
	tx: Queryable,
	{ bookingId, version, kind }: { bookingId: number; version: number; kind: BookingMailKind }
): Promise<void> {
	const [mail] = await tx<{ id: number }[]>`
		insert into mail (booking_id, booking_version, kind, to_email, to_name)
		select booking.id, ${version}, ${kind}, customer.email, customer.name
		from booking
		join customer on customer.id = booking.customer_id
		where booking.id = ${bookingId}
			and customer.erased_at is null
		returning id
	`;
	if (mail) return addMailJob(tx, mail.id);
	const [booking] = await tx`select from booking where id = ${bookingId}`;
	if (!booking) throw new Error(`There is no booking ${bookingId} to write a mail about`);
}

/**
 * Puts a mail to somebody of the staff into the Email log and adds the job that sends it, in the
 * transaction that asked for it. Its secret address is made when it is sent.
 * @throws when there is no such person
 */
export async function queueStaffMail(
	tx: Queryable,
	{ staffId, kind }: { staffId: number; kind: StaffMailKind }
): Promise<void> {
	const [mail] = await tx<{ id: number }[]>`
		insert into mail (staff_id, kind, to_email, to_name)
		select id, ${kind}, email, name
		from staff
		where id = ${staffId}
		returning id
	`;
	if (!mail) throw new Error(`There is nobody ${staffId} of the staff to write a mail to`);
	await addMailJob(tx, mail.id);
}

/**
 * Tells staff of what became of a booking, as far as they want to be told: owners and admins of
 * everybody's bookings, fieldworkers of those that are, or were, their own. In the transaction that
 * caused it (R6).
 */
export async function queueNotices(
	tx: Queryable,
	{
		bookingId,
		version,
		kind,
		fieldworkerIds
	}: { bookingId: number; version: number; kind: NoticeKind; fieldworkerIds: readonly number[] }
): Promise<void> {
	await tx`
		with notice as (
			insert into mail (booking_id, booking_version, staff_id, kind, to_email, to_name)
			select ${bookingId}, ${version}, id, ${kind}, email, name
			from staff
			where active
				and booking_notices
				and password_hash is not null
				and (
					role <> 'fieldworker'
					or fieldworker_id = any(${fieldworkerIds as number[]}::integer[])
				)
			returning id
		)
		select ${mailJob(tx)}
		from notice mail
	`;
}

/** Adds the job that sends a mail of the log; one that waits already is replaced by it. */
export async function addMailJob(tx: Queryable, mailId: number): Promise<void> {
	await tx`
		select ${mailJob(tx)}
		from (values (${mailId}::bigint)) as mail (id)
	`;
}

/** The job of each row `mail`. */
const mailJob = (tx: Queryable) => tx`
	graphile_worker.add_job(
		'send_mail',
		json_build_object('mailId', mail.id),
		max_attempts => ${MAX_ATTEMPTS},
		job_key => ${JOB_KEY}::text || mail.id
	)
`;

/**
 * Ends the mails that nobody will try again as `failed`: their job's last attempt failed, or died.
 * Answers how many. Safe at any time: a mail and its job become visible together, and a running job
 * is locked (R6).
 */
export async function giveUpMail(sql: Queryable): Promise<number> {
	const { count } = await sql`
		with ended as (
			update mail
			set state = 'failed',
				settled_at = reslot_clock(),
				problem = concat_ws(
					' ',
					case state
						when 'sending' then 'Given up; it may have arrived all the same.'
						else 'Given up after many attempts.'
					end,
					problem
				)
			where state in ('queued', 'sending')
				and not exists (
					select 1
					from graphile_worker.jobs job
					where job.key = ${JOB_KEY}::text || mail.id
						and (job.attempts < job.max_attempts or job.locked_at is not null)
				)
			returning id, problem
		)
		insert into mail_event (mail_id, kind, detail)
		select id, 'given_up', problem
		from ended
	`;
	return count;
}
