import { sayLocalDate } from '../../dates.ts';
import type { Words } from '../../words/index.ts';
import type { DayOfTimes } from './months.ts';

/** Whether a day has the same times as it had. */
export const sameTimes = (one: DayOfTimes, other: DayOfTimes): boolean =>
	sameNumbers(one.starts, other.starts) && sameNumbers(one.held, other.held);

const sameNumbers = (one: readonly number[], other: readonly number[]): boolean =>
	one.length === other.length && one.every((number, index) => number === other[index]);

/**
 * What changed about a day, as it is read out: "2 times were taken and 1 came free. 9 times are
 * free on Tuesday 4 June."; null when nothing did that counts.
 */
export function sayChanges(
	before: DayOfTimes,
	after: DayOfTimes,
	locale: string,
	words: Words['times']
): string | null {
	const [wasFree, isFree, isHeld] = [before.starts, after.starts, after.held].map(
		(starts) => new Set(starts)
	) as [Set<number>, Set<number>, Set<number>];
	const gone = before.starts.filter((start) => !isFree.has(start));
	const held = gone.filter((start) => isHeld.has(start)).length;
	const taken = gone.length - held;
	const freed = after.starts.filter((start) => !wasFree.has(start)).length;
	if (taken + held + freed === 0) return null;
	const day = sayLocalDate(after.date, locale);
	return words.changes({ taken, held, freed, left: after.starts.length, day });
}
