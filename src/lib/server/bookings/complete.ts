import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import type { Actor } from './actor.ts';
import { findBooking, type Booking } from './find.ts';
import { recordChange } from './record.ts';
import { refuseClosed, type NotFound, type Refused } from './refusal.ts';

export type CompleteResult = { result: 'completed'; booking: Booking } | Refused | NotFound;

/**
 * Records how an appointment ended: it took place, or the customer was not there. Its time stays
 * taken, and nothing is mailed.
 */
export async function complete(
	sql: Sql,
	wish: {
		bookingId: number;
		outcome: 'completed' | 'no_show';
		actor: Exclude<Actor, { kind: 'customer' }>;
	}
): Promise<CompleteResult> {
	return transaction<CompleteResult>(sql, async (tx) => {
		const before = await findBooking(tx, wish.bookingId, 'lock');
		if (!before) return { result: 'not_found' };
		const refusal = refuseClosed(before);
		if (refusal) return refusal;
		await tx`
			update booking
			set status = ${wish.outcome}, version = version + 1
			where id = ${before.id}
		`;
		const after: Booking = { ...before, status: wish.outcome, version: before.version + 1 };
		const { actor, outcome } = wish;
		await recordChange(tx, { action: outcome, actor, reason: '', before, after });
		return { result: 'completed', booking: after };
	});
}
