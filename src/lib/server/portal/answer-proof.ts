import type { Queryable, Sql } from '../database/connection.ts';
import { lockKey } from '../database/session-lock.ts';
import { transaction } from '../database/transaction.ts';
import { queueProofMail } from '../mail/queue.ts';
import type { ProofPurpose } from './ask.ts';

/** Mails to one inbox within an hour that led nowhere and are enough, whoever asks from wherever. */
const ENOUGH = 12;
/** Days after which nothing is kept of visitors who were mailed a code and never booked. */
const DAYS = 7;

/**
 * Has the mail sent that somebody asked for to prove an address theirs: to sign in, to customers who
 * are known; before a booking, to everybody. Safe to be done again.
 */
export async function answerProof(sql: Sql, proofId: number): Promise<void> {
	await transaction(sql, async (tx) => {
		// Not the row: customers are locked before proofs everywhere.
		await tx`select pg_advisory_xact_lock(${lockKey(tx, `proof ${proofId}`)})`;
		const [proof] = await tx<{ purpose: ProofPurpose; recent: number }[]>`
			select
				purpose,
				(
					select count(*)
					from email_proof recent
					where recent.inbox = email_proof.inbox
						and recent.created_at > (select reslot_clock()) - interval '1 hour'
						and recent.answered
						and recent.proven_at is null
				) as recent
			from email_proof
			where id = ${proofId}
				and not answered
		`;
		if (!proof || proof.recent >= ENOUGH) return;
		const kind = proof.purpose === 'sign_in' ? 'sign_in' : 'confirm_email';
		if (!(await queueProofMail(tx, { proofId, kind }))) return;
		await tx`
			update email_proof
			set answered = true
			where id = ${proofId}
		`;
	});
}

/**
 * Forgets what came to nothing: proofs that were never answered, an hour after they were over, and what
 * was mailed to visitors who never booked.
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
	await sql`
		with stranger as (
			select id
			from email_proof
			where answered
				and purpose = 'booking'
				and expires_at < (select reslot_clock()) - make_interval(days => ${DAYS})
				and not exists (
					select
					from customer
					where lower(customer.email) = email_proof.email
				)
		),
		mails as (
			delete from mail
			using stranger
			where mail.proof_id = stranger.id
		)
		update email_proof
		set answered = false
		from stranger
		where email_proof.id = stranger.id
	`;
}
