import { sayLocalDate } from '../../dates.ts';
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
export function sayChanges(before: DayOfTimes, after: DayOfTimes, locale: string): string | null {
	const [wasFree, isFree, isHeld] = [before.starts, after.starts, after.held].map(
		(starts) => new Set(starts)
	) as [Set<number>, Set<number>, Set<number>];
	const gone = before.starts.filter((start) => !isFree.has(start));
	const held = gone.filter((start) => isHeld.has(start)).length;
	const taken = gone.length - held;
	const freed = after.starts.filter((start) => !wasFree.has(start)).length;

	const said = [
		{ count: taken, one: 'was taken', more: 'were taken' },
		{ count: held, one: 'is being taken', more: 'are being taken' },
		{ count: freed, one: 'came free', more: 'came free' }
	]
		.filter(({ count }) => count > 0)
		.map(({ count, one, more }, index) => {
			const times = index > 0 ? '' : count === 1 ? ' time' : ' times';
			return `${count}${times} ${count === 1 ? one : more}`;
		});
	if (said.length === 0) return null;

	const left = after.starts.length;
	const free = left === 0 ? 'No times are' : left === 1 ? '1 time is' : `${left} times are`;
	const changes = [said.slice(0, -1).join(', '), said.at(-1)].filter(Boolean).join(' and ');
	return `${changes}. ${free} free on ${sayLocalDate(after.date, locale)}.`;
}
