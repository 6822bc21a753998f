import { lockKey } from '../database/session-lock.ts';
import type { Queryable, Transaction } from '../database/connection.ts';

/**
 * Which bookings' mail waits, as a condition on b (booking) and c (its customer): all of it does, or
 * its customer's, or its own. Staff's own mail never does.
 */
export const mailWaits = (sql: Queryable) => sql`
	(
		b.mail_paused_at is not null
		or c.mail_paused_at is not null
		or exists (select from mail_settings where paused_at is not null)
	)
`;

/** The advisory lock between those who read what is paused (shared) and who changes it. */
export const pauseKey = (sql: Queryable) => lockKey(sql, 'mail paused');

/**
 * Whether a mail has to wait: it is to a customer, and mail to them is paused. The answer stays true
 * until the transaction ends, as nothing is paused or resumed meanwhile: so a mail that is put aside
 * because of it is there for whoever resumes. Ask before the mail's row is locked; who resumes takes
 * the two in that order.
 */
export async function isPaused(tx: Transaction, mailId: number): Promise<boolean> {
	await tx`select pg_advisory_xact_lock_shared(${pauseKey(tx)})`;
	const [paused] = await tx`
		select
		from mail m
		join booking b on b.id = m.booking_id
		join customer c on c.id = b.customer_id
		where m.id = ${mailId}
			and m.staff_id is null
			and ${mailWaits(tx)}
	`;
	return paused !== undefined;
}
