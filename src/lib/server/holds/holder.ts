import type { Queryable } from '../database/connection.ts';

/**
 * Whose a hold is: the customer's of a booking, or a visitor's who has none yet, known by the
 * SHA-256 of their browser's secret.
 */
export type Holder = { bookingId: number } | { visitor: Buffer };

/** A hold: a start that is kept for somebody, with one fieldworker, until an instant. */
export type Hold = { id: number; fieldworkerId: number; startsAt: number; expiresAt: number };

/** Which rows of `hold` are this holder's, as a condition. */
export const isHolder = (sql: Queryable, holder: Holder) =>
	'bookingId' in holder ? sql`booking_id = ${holder.bookingId}` : sql`visitor = ${holder.visitor}`;

/** The hold that somebody has, if it has not expired. */
export async function findHold(sql: Queryable, holder: Holder): Promise<Hold | null> {
	const [hold] = await sql<Hold[]>`
		select
			id,
			fieldworker_id as "fieldworkerId",
			starts_at as "startsAt",
			expires_at as "expiresAt"
		from hold
		where ${isHolder(sql, holder)}
			and expires_at > reslot_clock()
	`;
	return hold ?? null;
}
