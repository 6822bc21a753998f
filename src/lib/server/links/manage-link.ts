import { createHash, randomBytes } from 'node:crypto';
import { recordAct, type By } from '../audit/record.ts';
import type { Queryable, Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';

// A manage link is a secret (R5): 256 random bits, of which only the SHA-256 is stored. It is bound
// to the booking and not to its time, so it survives every move.

const SECRET_BYTES = 32;
const SECRET_FORM = /^[A-Za-z0-9_-]{43}$/;
/** Days after the end of the appointment for which a link still opens the booking. */
const DAYS_AFTER = 30;

/** What is stored of a secret, and tells links apart without opening them. */
export const linkHash = (secret: string) => createHash('sha256').update(secret).digest();

/**
 * Makes a new secret for a booking and answers with it, in base64url; it cannot be read again.
 * It expires thirty days after the appointment.
 */
export async function issueLink(sql: Queryable, bookingId: number): Promise<string> {
	const secret = randomBytes(SECRET_BYTES).toString('base64url');
	await sql`
		insert into manage_link (token_hash, booking_id, expires_at)
		select ${linkHash(secret)}, id, ends_at + make_interval(days => ${DAYS_AFTER})
		from booking
		where id = ${bookingId}
	`;
	return secret;
}

/**
 * The booking that a secret opens, or null. Wrong, expired and revoked secrets are alike to the
 * caller. Reads only (R4).
 */
export async function openLink(sql: Queryable, secret: string): Promise<number | null> {
	if (!SECRET_FORM.test(secret)) return null;
	const [link] = await sql<{ bookingId: number }[]>`
		select l.booking_id as "bookingId"
		from manage_link l
		where l.token_hash = ${linkHash(secret)}
			and l.revoked_at is null
			and reslot_clock() < l.expires_at
	`;
	return link?.bookingId ?? null;
}

/** Which of these links (by their hashes) still open their booking. */
export async function findOpenLinks(sql: Queryable, hashes: readonly Buffer[]): Promise<Buffer[]> {
	const links = await sql<{ hash: Buffer }[]>`
		select token_hash as hash
		from manage_link
		where token_hash = any(${sql.array(hashes as Buffer[])})
			and revoked_at is null
			and reslot_clock() < expires_at
	`;
	return links.map(({ hash }) => hash);
}

/** Keeps a booking's links alive after it was moved to a later time. */
export async function extendLinks(tx: Transaction, bookingId: number): Promise<void> {
	await tx`
		update manage_link l
		set expires_at = greatest(l.expires_at, b.ends_at + make_interval(days => ${DAYS_AFTER}))
		from booking b
		where b.id = ${bookingId}
			and l.booking_id = b.id
	`;
}

/** Makes every link of a booking useless; answers how many still worked. */
export async function revokeLinks(sql: Queryable, bookingId: number): Promise<number> {
	const revoked = await sql`
		update manage_link
		set revoked_at = reslot_clock()
		where booking_id = ${bookingId}
			and revoked_at is null
	`;
	return revoked.count;
}

/** Until the transaction ends nobody else revokes a booking's links or judges whether to give one. */
export async function lockLinks(tx: Transaction, bookingId: number): Promise<void> {
	await tx`select from booking where id = ${bookingId} for no key update`;
}

/** Revokes every link of a booking for somebody of the staff; answers how many still worked. */
export async function closeLinks(sql: Sql, bookingId: number, by: By): Promise<number> {
	return transaction(sql, async (tx) => {
		await lockLinks(tx, bookingId);
		const revoked = await revokeLinks(tx, bookingId);
		await recordAct(tx, by, { action: 'link.revoked', subject: `Booking ${bookingId}` });
		return revoked;
	});
}

/** Revokes every link of a booking and issues a new one, at once, for somebody of the staff. */
export async function reissueLink(sql: Sql, bookingId: number, by: By): Promise<string> {
	return transaction(sql, async (tx) => {
		await lockLinks(tx, bookingId);
		await revokeLinks(tx, bookingId);
		await recordAct(tx, by, { action: 'link.reissued', subject: `Booking ${bookingId}` });
		return issueLink(tx, bookingId);
	});
}
