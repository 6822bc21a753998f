import type { Queryable } from '../database/connection.ts';

/** What a mail is about. */
export type MailKind = 'confirmation' | 'rescheduled' | 'cancelled';

/**
 * Attempts before a mail is given up. Graphile waits e, e², e³ … seconds between them (six hours
 * at most), so twelve reach over about sixteen hours of an outage.
 */
const MAX_ATTEMPTS = 12;

/** A mail has one job, under this key. */
export const jobKey = (mailId: number) => `mail:${mailId}`;

/**
 * Puts a mail about this version of the booking into the Email log and adds the job that sends it.
 * Call it inside the transaction that changed the booking: both are there or neither is (R2, R6).
 * The address is the customer's of this moment.
 * @throws when there is no such booking
 */
export async function queueMail(
	tx: Queryable,
	{ bookingId, version, kind }: { bookingId: number; version: number; kind: MailKind }
): Promise<void> {
	const [mail] = await tx<{ id: number }[]>`
		insert into mail (booking_id, booking_version, kind, to_email, to_name)
		select booking.id, ${version}, ${kind}, customer.email, customer.name
		from booking
		join customer on customer.id = booking.customer_id
		where booking.id = ${bookingId}
		returning id
	`;
	if (!mail) throw new Error(`There is no booking ${bookingId} to write a mail about`);
	await tx`
		select graphile_worker.add_job(
			'send_mail',
			json_build_object('mailId', ${mail.id}::bigint),
			max_attempts => ${MAX_ATTEMPTS},
			job_key => ${jobKey(mail.id)}
		)
	`;
}
