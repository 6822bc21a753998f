import type { Opening } from './working-hours.ts';

type Stretch = { startsAt: number; endsAt: number };

/**
 * Those that lie, in whole or in part, outside what is open. Buffers do not count: they may. Both
 * come in order of their starts; instants.
 */
export function outside<T extends Stretch>(
	stretches: readonly T[],
	openings: readonly Opening[]
): T[] {
	let next = 0;
	return stretches.filter(({ startsAt, endsAt }) => {
		while (next < openings.length && openings[next]!.end <= startsAt) next++;
		const opening = openings[next];
		return !opening || opening.start > startsAt || opening.end < endsAt;
	});
}

/**
 * Those that a change of hours strands: inside what was open, and not inside what will be. What was
 * outside already is not the change's doing.
 */
export function strandedBetween<T extends Stretch>(
	stretches: readonly T[],
	before: readonly Opening[],
	after: readonly Opening[]
): T[] {
	const already = new Set(outside(stretches, before));
	return outside(stretches, after).filter((one) => !already.has(one));
}
