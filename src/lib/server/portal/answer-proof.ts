import type { Sql } from '../database/connection.ts';
import { lockKey } from '../database/session-lock.ts';
import { transaction } from '../database/transaction.ts';
import { queueProofMail } from '../mail/queue.ts';
import type { ProofPurpose } from './ask.ts';

/**
 * Mails for one purpose to one inbox within an hour that led nowhere and are enough, whoever asks from
 * wherever.
 */
const ENOUGH = 12;

/**
 * Has the mail sent that somebody asked for to prove an address theirs: to sign in, to customers who
 * are known; before a booking, to everybody. Safe to be done again.
 */
export async function answerProof(sql: Sql, proofId: number): Promise<void> {
	await transaction(sql, async (tx) => {
		const [asked] = await tx<{ inbox: string }[]>`
			select inbox
			from email_proof
			where id = ${proofId}
		`;
		if (!asked) return;
		// Counted one after the other. Not the row: customers are locked before proofs everywhere.
		await tx`select pg_advisory_xact_lock(${lockKey(tx, `proofs to ${asked.inbox}`)})`;
		const [proof] = await tx<{ purpose: ProofPurpose; recent: number }[]>`
			select
				purpose,
				(
					select count(*)
					from email_proof recent
					where recent.inbox = email_proof.inbox
						and recent.purpose = email_proof.purpose
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
