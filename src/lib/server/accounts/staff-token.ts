import { createHash, randomBytes } from 'node:crypto';
import type { Queryable, Transaction } from '../database/connection.ts';

// The secret address that an invitation or a forgotten password is answered with: 256 random bits,
// of which only the SHA-256 is stored. It works once.

const SECRET_BYTES = 32;
const SECRET_FORM = /^[A-Za-z0-9_-]{43}$/;
/** Hours for which a secret opens what it is for. */
const HOURS = { invite: 7 * 24, password_reset: 1 };

export type TokenPurpose = keyof typeof HOURS;

/** Whom a secret lets choose a password. */
export type TokenHolder = { staffId: number; name: string; email: string };

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();

/** Makes a new secret for somebody and answers with it, in base64url; it cannot be read again. */
export async function issueStaffToken(
	sql: Queryable,
	staffId: number,
	purpose: TokenPurpose
): Promise<string> {
	const secret = randomBytes(SECRET_BYTES).toString('base64url');
	await sql`
		insert into staff_token (token_hash, staff_id, purpose, expires_at)
		values (
			${hashOf(secret)},
			${staffId},
			${purpose},
			reslot_clock() + make_interval(hours => ${HOURS[purpose]})
		)
	`;
	return secret;
}

/**
 * Whom a secret is for, or null: wrong, used and expired ones are alike to the caller, as are those
 * of somebody who has left. Reads only (R4).
 */
export async function readStaffToken(
	sql: Queryable,
	secret: string,
	purpose: TokenPurpose
): Promise<TokenHolder | null> {
	if (!SECRET_FORM.test(secret)) return null;
	const [holder] = await sql<TokenHolder[]>`
		select staff.id as "staffId", staff.name, staff.email
		from staff_token token
		join staff on staff.id = token.staff_id and staff.active
		where token.token_hash = ${hashOf(secret)}
			and token.purpose = ${purpose}
			and token.used_at is null
			and token.expires_at > reslot_clock()
	`;
	return holder ?? null;
}

/**
 * Uses a secret up, and with it every other one of the same person: an older mail of two opens
 * nothing any more. Answers whose it was, or null, as `readStaffToken` does; of two who use it at
 * once one gets null. Their account is locked first, as by whoever changes or closes it.
 */
export async function redeemStaffToken(
	tx: Transaction,
	secret: string,
	purpose: TokenPurpose
): Promise<number | null> {
	if (!SECRET_FORM.test(secret)) return null;
	await tx`
		select
		from staff
		where id = (select staff_id from staff_token where token_hash = ${hashOf(secret)})
		for update
	`;
	const [token] = await tx<{ staffId: number }[]>`
		update staff_token
		set used_at = reslot_clock()
		where token_hash = ${hashOf(secret)}
			and purpose = ${purpose}
			and used_at is null
			and expires_at > reslot_clock()
		returning staff_id as "staffId"
	`;
	if (!token) return null;
	await cancelStaffTokens(tx, token.staffId);
	return token.staffId;
}

/** Makes every secret of somebody useless. */
export async function cancelStaffTokens(tx: Transaction, staffId: number): Promise<void> {
	await tx`
		update staff_token
		set used_at = reslot_clock()
		where staff_id = ${staffId}
			and used_at is null
	`;
}
