import { offsetAt } from '../../scheduling/zoned-time.ts';

/** From which of some instants on a zone's clocks are so many minutes ahead of another's. */
type Apart = { from: number; minutes: number };

/**
 * How far the clocks of `other` are ahead of those of `shown` (behind when negative) at some
 * instants, in their order: one entry, unless clocks change among them. Empty where both zones'
 * clocks show the same at all of them.
 */
export function zonesApart(instants: readonly number[], shown: string, other: string): Apart[] {
	const found: Apart[] = [];
	for (const from of instants) {
		const minutes = Math.round((offsetAt(other, from) - offsetAt(shown, from)) / 60_000);
		if (found.at(-1)?.minutes !== minutes) found.push({ from, minutes });
	}
	return found.every(({ minutes }) => minutes === 0) ? [] : found;
}
