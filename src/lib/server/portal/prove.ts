import { checkPassword } from '../accounts/password.ts';
import type { Queryable, Transaction } from '../database/connection.ts';
import type { ProofPurpose } from './ask.ts';
import { isSecret, secretHash } from './secret.ts';

/** A proof that is asked for; `expiresAt` is an instant. */
export type Asked = { email: string; purpose: ProofPurpose; expiresAt: number };

/**
 * The right one, with the path that was wanted when it was asked for; or a wrong one, after which so many
 * tries are left; or there is nothing to prove any more.
 */
export type Proved =
	| { result: 'proven'; email: string; next: string | null }
	| { result: 'wrong'; triesLeft: number }
	| { result: 'over' };

/** Wrong codes after which a proof is over. */
const TRIES = 5;
/** Minutes for which an address that was proved counts as proved. */
const COUNTS = 30;

const OVER = { result: 'over' } as const;

/** What this browser has asked for and can still prove; null when there is nothing. */
export async function findAsked(sql: Queryable, asker: string): Promise<Asked | null> {
	if (!isSecret(asker)) return null;
	const [asked] = await sql<Asked[]>`
		select email, purpose, expires_at as "expiresAt"
		from email_proof
		where asker = ${secretHash(asker)}
			and ${isOpen(sql)}
	`;
	return asked ?? null;
}

/** Whom a mail's link is for; null for a wrong, used or expired one, which are alike. Reads only (R4). */
export async function peekProofLink(sql: Queryable, secret: string): Promise<Asked | null> {
	if (!isSecret(secret)) return null;
	const [asked] = await sql<Asked[]>`
		select email, purpose, expires_at as "expiresAt"
		from email_proof
		where link_hash = ${secretHash(secret)}
			and ${isOpen(sql)}
	`;
	return asked ?? null;
}

/** Proves an address by the code that was mailed there, in the browser that asked for it. */
export async function proveByCode(
	tx: Transaction,
	{ asker, code, purpose }: { asker: string; code: string; purpose: ProofPurpose }
): Promise<Proved> {
	if (!isSecret(asker)) return OVER;
	const [proof] = await tx<{ id: number; email: string; hash: string | null; wrong: number }[]>`
		select id, email, code_hash as hash, wrong_codes as wrong
		from email_proof
		where asker = ${secretHash(asker)}
			and purpose = ${purpose}
			and ${isOpen(tx)}
		for update
	`;
	if (!proof) return OVER;
	if (await checkPassword(proof.hash, code.replace(/\D/g, ''))) {
		return prove(tx, proof);
	}
	await tx`
		update email_proof
		set wrong_codes = wrong_codes + 1
		where id = ${proof.id}
	`;
	const triesLeft = TRIES - proof.wrong - 1;
	return triesLeft > 0 ? { result: 'wrong', triesLeft } : OVER;
}

/** Proves an address by the link that was mailed there, in whatever browser it is opened. */
export async function proveByLink(tx: Transaction, secret: string): Promise<Proved> {
	if (!isSecret(secret)) return OVER;
	const [proof] = await tx<{ id: number; email: string }[]>`
		select id, email
		from email_proof
		where link_hash = ${secretHash(secret)}
			and ${isOpen(tx)}
		for update
	`;
	return proof ? prove(tx, proof) : OVER;
}

async function prove(
	tx: Transaction,
	{ id, email }: { id: number; email: string }
): Promise<Proved> {
	const [proof] = await tx<{ next: string | null }[]>`
		update email_proof
		set proven_at = reslot_clock()
		where id = ${id}
		returning next
	`;
	return { result: 'proven', email, next: proof?.next ?? null };
}

/** The address that this browser has proved in the last half hour, before it books; null for none. */
export async function provenEmail(sql: Queryable, asker: string): Promise<string | null> {
	if (!isSecret(asker)) return null;
	const [proof] = await sql<{ email: string }[]>`
		select email
		from email_proof
		where asker = ${secretHash(asker)}
			and purpose = 'booking'
			and proven_at > reslot_clock() - make_interval(mins => ${COUNTS})
	`;
	return proof?.email ?? null;
}

const isOpen = (sql: Queryable) => sql`
	(proven_at is null and expires_at > reslot_clock() and wrong_codes < ${TRIES})
`;
