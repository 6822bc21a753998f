import { readCandidates } from '../candidates.ts';
import type { Queryable } from '../database/connection.ts';
import type { Wish } from '../wish.ts';
import { findHold } from './holder.ts';

/** Who to ask for a start: the one with whom the wisher holds it, then the others as ever. */
export async function candidatesHeldFirst(
	sql: Queryable,
	wish: Wish,
	startsAt: number
): Promise<readonly number[]> {
	const hold = wish.holder && (await findHold(sql, wish.holder));
	const others = await readCandidates(sql, wish, startsAt);
	if (hold?.startsAt !== startsAt || !wish.fieldworkerIds.includes(hold.fieldworkerId)) {
		return others;
	}
	return [hold.fieldworkerId, ...others.filter((id) => id !== hold.fieldworkerId)];
}
