import { readClock } from '../database/clock.ts';
import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { wordsTo, type Actor } from './actor.ts';
import { findBooking, type Booking } from './find.ts';
import { recordChange } from './record.ts';
import { changed, refuseClosed, type Changed, type NotFound, type Refused } from './refusal.ts';

export type CompleteResult =
	{ result: 'completed'; booking: Booking } | Refused | Changed | NotFound;

/**
 * Records how an appointment ended: it took place, or the customer was not there. Its time stays
 * taken, and nothing is mailed. Refused until it begins, by the database's clock: what is completed
 * can be changed by its customer no more (R3).
 */
export async function complete(
	sql: Sql,
	wish: {
		bookingId: number;
		outcome: 'completed' | 'no_show';
		/** The version that the person saw; when it is no longer the present one, they are told. */
		expectedVersion?: number;
		actor: Exclude<Actor, { kind: 'customer' }>;
	}
): Promise<CompleteResult> {
	return transaction<CompleteResult>(sql, async (tx) => {
		const before = await findBooking(tx, wish.bookingId, 'lock');
		if (!before) return { result: 'not_found' };
		const seen = wish.expectedVersion ?? before.version;
		if (seen !== before.version && before.status === 'confirmed') {
			return changed(before, wordsTo(wish.actor));
		}
		const refusal = refuseClosed(before);
		if (refusal) return refusal;
		if ((await readClock(tx)) < before.startsAt) return NOT_BEGUN;
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

const NOT_BEGUN: Refused = {
	result: 'refused',
	reason: 'not_begun',
	words:
		'This appointment has not begun yet, so nobody can say how it went. Come back once it has begun.'
};
