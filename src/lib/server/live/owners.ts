import type { Held } from '../../live/messages.ts';
import type { Taken } from '../../scheduling/offer.ts';
import type { LiveHold, Reading } from './reading.ts';

// Whose the taken time is. A holder's key (holds/key.ts) has a letter before the booking's id.

/** Who has a booking or a hold in this time, by their keys. */
export function ownersOf(taken: readonly Taken[], { holds }: Reading): Set<string> {
	const found = new Set<string>();
	for (const owner of taken.flatMap(({ owners }) => owners)) {
		const holder = owner > 0 ? `b${owner}` : holds.find(({ id }) => id === -owner)?.holder;
		if (holder) found.add(holder);
	}
	return found;
}

/** A hold as its holder is told of it; null for none. */
export const heldOf = (
	hold: Pick<LiveHold, 'startsAt' | 'expiresAt' | 'fieldworkerId'> | null | undefined
): Held | null =>
	hold ? { start: hold.startsAt, until: hold.expiresAt, fieldworker: hold.fieldworkerId } : null;

/** What of the taken time is somebody's own, as Taken names its owners. */
export function timeOf(holder: string, { holds }: Reading): Set<number> {
	const mine = new Set(holds.filter((hold) => hold.holder === holder).map(({ id }) => -id));
	if (holder.startsWith('b')) mine.add(Number(holder.slice(1)));
	return mine;
}
