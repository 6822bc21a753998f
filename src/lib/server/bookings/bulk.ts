import type { By } from '../audit/record.ts';
import type { Sql } from '../database/connection.ts';
import type { Actor } from './actor.ts';
import { cancel } from './cancel.ts';
import { resendMail } from './resend.ts';

/** What became of several bookings: how many it was done to, and why not to the others. */
export type BulkResult = { done: number; left: { id: number; words: string }[] };

const GONE = 'There is no such booking any more.';

/**
 * Cancels bookings one after the other, each in a transaction of its own: one that is refused, or
 * changed since it was seen in this version, stops none of the others.
 */
export async function cancelMany(
	sql: Sql,
	wish: { bookings: readonly { id: number; version: number }[]; reason: string; actor: Actor }
): Promise<BulkResult> {
	const { reason, actor } = wish;
	return each(wish.bookings, async ({ id, version }) => {
		const outcome = await cancel(sql, {
			bookingId: id,
			expectedVersion: version,
			reason,
			actor
		});
		switch (outcome.result) {
			case 'cancelled':
				return null;
			case 'not_found':
				return GONE;
			case 'changed':
				return 'It was changed while you looked at it. Check it before you cancel it.';
			case 'refused':
				return outcome.words;
		}
	});
}

/** Sends each customer a fresh mail of how their booking stands now, where that is not on its way already. */
export async function resendMany(
	sql: Sql,
	{ ids, by }: { ids: readonly number[]; by: By }
): Promise<BulkResult> {
	const bookings = ids.map((id) => ({ id }));
	return each(bookings, async ({ id }) => {
		const outcome = await resendMail(sql, { bookingId: id, by });
		switch (outcome.result) {
			case 'queued':
				return null;
			case 'not_found':
				return GONE;
			case 'already':
			case 'refused':
				return outcome.words;
		}
	});
}

/** Does something to each; it answers null, or why it was not done. */
async function each<One extends { id: number }>(
	ones: readonly One[],
	work: (one: One) => Promise<string | null>
): Promise<BulkResult> {
	const left: BulkResult['left'] = [];
	for (const one of ones) {
		const words = await work(one);
		if (words !== null) left.push({ id: one.id, words });
	}
	return { done: ones.length - left.length, left };
}
