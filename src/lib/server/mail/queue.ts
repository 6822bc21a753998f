import type { Queryable, Transaction } from '../database/connection.ts';
import type { BookingMailKind, NoticeKind, ProofMailKind, StaffMailKind } from './kinds.ts';

/**
 * Attempts before a mail is given up. Graphile waits e, e², e³ … seconds between them (six hours
 * at most), so fourteen reach over a day of an outage, even where some of the first only find that it
 * is too early to tell whether the one before arrived.
 */
const MAX_ATTEMPTS = 14;

/** Somebody waits for it with the page open: it goes before whatever else waits to be sent. */
const AT_ONCE = -1;

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
	const [added] = await tx<Added[]>`
		with to_send as (
			insert into mail (booking_id, booking_version, kind, to_email, to_name)
			select booking.id, ${version}, ${kind}, customer.email, customer.name
			from booking
			join customer on customer.id = booking.customer_id
			where booking.id = ${bookingId}
				and customer.erased_at is null
			returning id
		)
		${addMailJobs(tx)}
	`;
	if (added!.jobs > 0) return;
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
	const [added] = await tx<Added[]>`
		with to_send as (
			insert into mail (staff_id, kind, to_email, to_name)
			select id, ${kind}, email, name
			from staff
			where id = ${staffId}
			returning id
		)
		${addMailJobs(tx)}
	`;
	if (added!.jobs === 0)
		throw new Error(`There is nobody ${staffId} of the staff to write a mail to`);
}

/**
 * Puts the mail by which somebody proves that an address is theirs into the Email log, and adds the job
 * that sends it, in the transaction that keeps the proof. Its secrets are made when it is sent. A way to
 * sign in goes to customers only; to any other address nothing is sent, and it is no error: whoever
 * asks does not learn who is known. Nobody erases the customer, or gives them another address, before
 * the transaction ends. Answers whether there is a mail.
 */
export async function queueProofMail(
	tx: Transaction,
	{ proofId, kind }: { proofId: number; kind: ProofMailKind }
): Promise<boolean> {
	await tx`
		select
		from customer
		where lower(email) = (select email from email_proof where id = ${proofId})
		for key share
	`;
	const readers =
		kind === 'sign_in'
			? tx`
				select p.id, customer.email, customer.name
				from email_proof p
				join customer on lower(customer.email) = p.email
				where p.id = ${proofId}
					and p.expires_at > reslot_clock()
					and customer.erased_at is null
			`
			: tx`
				select id, email, '' as name
				from email_proof
				where id = ${proofId}
					and expires_at > reslot_clock()
			`;
	const [added] = await tx<Added[]>`
		with reader as (
			${readers}
		),
		to_send as (
			insert into mail (proof_id, kind, to_email, to_name)
			select id, ${kind}, email, name
			from reader
			returning id
		)
		${addMailJobs(tx, AT_ONCE)}
	`;
	return added!.jobs > 0;
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
		with to_send as (
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
		${addMailJobs(tx)}
	`;
}

/** Adds the job that sends a mail of the log; one that waits already is replaced by it. */
export async function addMailJob(tx: Queryable, mailId: number): Promise<void> {
	await tx`
		with to_send as (
			select ${mailId}::bigint as id
		)
		${addMailJobs(tx)}
	`;
}

/** How many jobs a statement added. */
export type Added = { jobs: number };

/**
 * The end of a statement whose `to_send` are mails (id): adds the jobs that send them, all in one go,
 * in which many cost little, and answers `Added`. Those of the lowest priority are sent first; 0 is what
 * the others have.
 */
export const addMailJobs = (sql: Queryable, priority: number | null = null) => sql`
	select count(*) as jobs
	from (
		select array_agg(
			(
				'send_mail',
				json_build_object('mailId', id),
				null,
				null,
				${MAX_ATTEMPTS}::integer,
				${JOB_KEY}::text || id,
				${priority}::integer,
				null
			)::graphile_worker.job_spec
			order by id
		) as specs
		from to_send
		having count(*) > 0
	) sending
	cross join graphile_worker.add_jobs(sending.specs)
`;

/**
 * Ends the mails that nobody will try again as `failed`: their job's last attempt failed, or died.
 * Answers how many. Safe at any time: a mail and its job become visible together, and a running job
 * is locked (R6).
 */
export async function giveUpMail(sql: Queryable): Promise<number> {
	const { count } = await sql`
		with given_up as (
			select id
			from mail
			where state in ('queued', 'sending')
				and not exists (
					select 1
					from graphile_worker.jobs job
					where job.key = ${JOB_KEY}::text || mail.id
						and (job.attempts < job.max_attempts or job.locked_at is not null)
				)
			order by id
			for update
		),
		ended as (
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
			from given_up
			where mail.id = given_up.id
			returning mail.id, problem
		)
		insert into mail_event (mail_id, kind, detail)
		select id, 'given_up', problem
		from ended
	`;
	return count;
}
