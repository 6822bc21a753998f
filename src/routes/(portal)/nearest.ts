import type { MonthOfTimes } from '$lib/components/times/months';

/** How many other times are offered in place of one that is gone. */
const COUNT = 5;

/** The free starts of a month that are nearest to one that is not, in order of time (R9). */
export function nearestStarts({ days }: MonthOfTimes, start: number): number[] {
	const distance = (other: number) => Math.abs(other - start);
	return days
		.flatMap(({ starts }) => starts)
		.filter((other) => other !== start)
		.sort((a, b) => distance(a) - distance(b) || a - b)
		.slice(0, COUNT)
		.sort((a, b) => a - b);
}

/** Whether a start is free; undefined when its day is in another month. */
export function isFree({ days, month }: MonthOfTimes, date: string, start: number) {
	if (!date.startsWith(month)) return undefined;
	return days.find((day) => day.date === date)?.starts.includes(start) ?? false;
}

/** Whether somebody else is just taking a start. */
export const isBeingTaken = ({ days }: MonthOfTimes, date: string, start: number): boolean =>
	days.find((day) => day.date === date)?.held.includes(start) ?? false;
