import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { countAsk } from './attempts.ts';
import { newSecret, secretHash } from './secret.ts';

/** For what an address is proved: to sign in, or before a visitor books. */
export type ProofPurpose = 'sign_in' | 'booking';

type Asked =
	| {
			result: 'asked';
			/** What the browser that asked keeps: a code counts in it alone. */
			asker: string;
			expiresAt: number;
	  }
	| { result: 'too_many'; tryAgainIn: number };

/** Minutes for which a mail's link and code work. */
const MINUTES = 15;
/** Somebody waits for it with the page open: it goes before all that waits to be sent. */
const AT_ONCE = -1;

/**
 * Somebody asks for a mail that proves an address theirs. Whether there is one is found out by a job
 * (`answerProof`), so that neither the answer nor its time tells who is known. `tryAgainIn` is in
 * milliseconds, `expiresAt` an instant. `next` is the path to which the mail's link leads.
 */
export async function askForProof(
	sql: Sql,
	{
		email,
		purpose,
		networkAddress,
		next = null
	}: { email: string; purpose: ProofPurpose; networkAddress: string; next?: string | null }
): Promise<Asked> {
	const tryAgainIn = await countAsk(networkAddress, email);
	if (tryAgainIn > 0) return { result: 'too_many', tryAgainIn };
	const asker = newSecret();
	return transaction<Asked>(sql, async (tx) => {
		const [proof] = await tx<{ expiresAt: number }[]>`
			with proof as (
				insert into email_proof (asker, email, purpose, next, expires_at)
				values (
					${secretHash(asker)},
					lower(${email}),
					${purpose},
					${next},
					reslot_clock() + make_interval(mins => ${MINUTES})
				)
				returning id, expires_at
			)
			select
				expires_at as "expiresAt",
				graphile_worker.add_job(
					'answer_proof',
					json_build_object('proofId', id),
					priority => ${AT_ONCE}::integer
				) is not null
			from proof
		`;
		return { result: 'asked', asker, expiresAt: proof!.expiresAt };
	});
}
