import { monthOf, type MonthOfTimes, type ReadDays } from '$lib/components/times/months';
import { localDateOf } from '$lib/dates';

/** How many other times are offered in place of one that is gone. */
const COUNT = 5;

/** The free starts of a month that are nearest to one that is not, in order of time (R9). */
export function nearestStarts({ days }: ReadDays, start: number): number[] {
	const distance = (other: number) => Math.abs(other - start);
	return days
		.flatMap(({ starts }) => starts)
		.filter((other) => other !== start)
		.sort((a, b) => distance(a) - distance(b) || a - b)
		.slice(0, COUNT)
		.sort((a, b) => a - b);
}

/** Whether a start is in the month that is shown: of all of its times it is known how they stand. */
export const isKnown = ({ month, timeZone }: MonthOfTimes, start: number): boolean =>
	monthOf(localDateOf(start, timeZone)) === month;

/** Whether a start is free; undefined when it is in another month. */
export function isFree(known: MonthOfTimes, start: number): boolean | undefined {
	if (!isKnown(known, start)) return undefined;
	return known.days.some(({ starts }) => starts.includes(start));
}

/** Whether somebody else is just taking a start. */
export const isBeingTaken = ({ days }: ReadDays, start: number): boolean =>
	days.some(({ held }) => held.includes(start));
