import { decide } from '../../scheduling/policy.ts';
import { refusalWords } from '../../scheduling/refusals.ts';
import { readClock } from '../database/clock.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { dropHold } from '../holds/drop.ts';
import { release } from '../occupancy/claim.ts';
import { wordsTo, type Actor } from './actor.ts';
import type { Booking } from './find.ts';
import { lockBooking } from './lock.ts';
import { readPolicy } from './policy.ts';
import { recordChange } from './record.ts';
import {
	changed,
	refuseClosed,
	refusedBy,
	type Changed,
	type NotFound,
	type Refused
} from './refusal.ts';
import { tellOfChange } from './tell.ts';

export type Cancellation = {
	bookingId: number;
	/** The version that the person saw; when it is no longer the present one, they are told. */
	expectedVersion?: number;
	reason: string;
	actor: Actor;
};

export type CancelResult = { result: 'cancelled'; booking: Booking } | Refused | Changed | NotFound;

/**
 * Cancels a booking and frees its time, in one transaction judged by the database's clock (R2, R3).
 * Sent twice, it cancels once.
 */
export async function cancel(sql: Sql, wish: Cancellation): Promise<CancelResult> {
	let outcome: CancelResult | 'again' = 'again';
	while (outcome === 'again') {
		outcome = await transaction<CancelResult | 'again'>(sql, async (tx, rollback) => {
			const result = await cancelLocked(tx, wish);
			return result === 'again' || result.result !== 'cancelled' ? rollback(result) : result;
		});
	}
	return outcome;
}

/**
 * The same as a part of a greater transaction, which starts over when the answer is `'again'`. Whoever
 * cancels several has locked all their fieldworkers before the first.
 */
export async function cancelLocked(
	tx: Transaction,
	wish: Cancellation
): Promise<CancelResult | 'again'> {
	const before = await lockBooking(tx, wish.bookingId);
	if (before === null) return { result: 'not_found' };
	if (before === 'again') return 'again';
	if (wish.expectedVersion !== undefined && wish.expectedVersion !== before.version) {
		const sentTwice = before.status === 'cancelled' && before.version === wish.expectedVersion + 1;
		if (sentTwice) return { result: 'cancelled', booking: before };
		if (before.status === 'confirmed') return changed(before, wordsTo(wish.actor));
	}
	const refusal = await refuse(tx, wish, before);
	if (refusal) return refusal;

	await dropHold(tx, { bookingId: before.id });
	await release(tx, before.id);
	await tx`
		update booking
		set status = 'cancelled', version = version + 1
		where id = ${before.id}
	`;
	const after: Booking = { ...before, status: 'cancelled', version: before.version + 1 };
	const { actor, reason } = wish;
	await recordChange(tx, { action: 'cancelled', actor, reason, before, after });
	await tellOfChange(tx, { actor, before, after, kind: 'cancelled' });
	return { result: 'cancelled', booking: after };
}

async function refuse(
	tx: Transaction,
	wish: Cancellation,
	booking: Booking
): Promise<Refused | undefined> {
	if (wish.actor.kind !== 'customer') return refuseClosed(booking);
	const policy = await readPolicy(tx, booking);
	const { refusals } = wordsTo(wish.actor);
	const refusal = refusedBy(decide('cancel', booking, policy, await readClock(tx), refusals));
	if (refusal || !policy.requireCancelComment || wish.reason.trim()) return refusal;
	const words = refusalWords('comment_required', 'cancel', booking, policy, 0, refusals);
	return { result: 'refused', reason: 'comment_required', words };
}
