import type { Queryable } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';

/** Days after which nothing is kept of visitors who were mailed a code and never booked. */
const DAYS = 7;
/** Proofs that are forgotten at a time; the others come a minute later. */
const AT_ONCE = 5_000;

/**
 * Forgets proofs that are over: those that were never answered, after an hour; what was mailed to
 * visitors who never booked, after a week. Of what was mailed to a customer the log says that it was: its
 * proof is kept for whose it is, and loses what proved it, after a day, or a week before a booking.
 */
export async function forgetProofs(sql: Queryable): Promise<void> {
	await sql`
		delete from email_proof
		where id in (
			select id
			from email_proof
			where not answered
				and expires_at < (select reslot_clock()) - interval '1 hour'
			for update skip locked
		)
	`;
	await transaction(sql, async (tx) => {
		// Both, and waiting for neither: who writes a mail has it first and then its proof, and who is
		// given another address has theirs. From here on nobody gives these to another one.
		const over = await tx<{ id: number }[]>`
			select p.id
			from email_proof p
			join mail on mail.proof_id = p.id
			where p.answered
				and not p.kept
				and (
					p.purpose = 'sign_in'
					and p.expires_at < (select reslot_clock()) - interval '1 day'
					or p.purpose = 'booking'
					and p.expires_at < (select reslot_clock()) - make_interval(days => ${DAYS})
				)
			limit ${AT_ONCE}
			for update skip locked
		`;
		if (over.length === 0) return;
		const ids = over.map(({ id }) => id);
		await tx`
			delete from mail
			using email_proof p
			where p.id = any(${ids}::bigint[])
				and mail.proof_id = p.id
				and not exists (
					select
					from customer
					where lower(customer.email) = p.email
				)
		`;
		await tx`
			delete from email_proof p
			where p.id = any(${ids}::bigint[])
				and not exists (
					select
					from mail
					where mail.proof_id = p.id
				)
		`;
		await tx`
			update email_proof
			set kept = true,
				asker = uuid_send(gen_random_uuid()),
				link_hash = null,
				code_hash = null,
				next = null
			where id = any(${ids}::bigint[])
		`;
	});
}
