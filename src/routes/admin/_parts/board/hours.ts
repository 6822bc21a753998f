import { merge, subtract, type Intervals } from '$lib/scheduling/intervals';
import type { BoardAnswer, BoardRange, OpenHours } from './contract';

/** The hours that count where a board shows these fieldworkers: of one their own, of several the business's. */
export function hoursOf({ open }: Pick<BoardAnswer, 'open'>, only: number | null): OpenHours[] {
	return open.filter(({ fieldworkerId }) => fieldworkerId === only);
}

/** The stretches of a range in which nobody works, by time. */
export function closedTimes(open: readonly OpenHours[], { from, until }: BoardRange): BoardRange[] {
	const { starts, ends } = subtract({ starts: [from], ends: [until] }, merge(intervals(open)));
	return starts.map((start, index) => ({ from: start, until: ends[index] ?? until }));
}

/** Whether a time is worked from its start to its end. */
export function isOpen(open: readonly OpenHours[], from: number, until: number): boolean {
	return closedTimes(open, { from, until }).length === 0;
}

const intervals = (open: readonly OpenHours[]): Intervals => {
	const sorted = open.toSorted((a, b) => a.from - b.from);
	return { starts: sorted.map(({ from }) => from), ends: sorted.map(({ until }) => until) };
};
