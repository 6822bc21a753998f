import { isAscending, merge, type Intervals } from './intervals.ts';
import type { Opening } from './working-hours.ts';

/**
 * What a start must satisfy. Minutes are elapsed minutes, instants epoch milliseconds.
 * `earliest` (now + lead time) and `latest` are both still allowed: the bounds are inclusive.
 */
export type SlotRules = {
	durationMinutes: number;
	bufferBeforeMinutes: number;
	bufferAfterMinutes: number;
	stepMinutes: number;
	earliest: number;
	latest: number;
};

/** One fieldworker's open and taken time. */
export type Calendar = {
	fieldworkerId: number;
	openings: readonly Opening[];
	taken: Intervals;
};

const MINUTE = 60_000;

/**
 * The starts that can be offered, epoch milliseconds, ascending: each a whole number of steps on
 * the wall clock from its run's opening, the service inside that run, and service with buffers
 * clear of what is taken (R1, R11). Buffers may reach outside the open hours. Both passes of a
 * doubled hour are offered.
 *
 * `openings` as openings() gives them. `taken` in any order, overlapping or split; it must reach a
 * buffer before the first start and a service with its buffer after the last one.
 * RangeError when step or duration is not above zero or a buffer is below it.
 */
export function slots(openings: readonly Opening[], taken: Intervals, rules: SlotRules): number[] {
	const { earliest, latest } = rules;
	const step = positive('step', rules.stepMinutes) * MINUTE;
	const duration = positive('duration', rules.durationMinutes) * MINUTE;
	const before = notNegative('buffer before', rules.bufferBeforeMinutes) * MINUTE;
	const reach = duration + notNegative('buffer after', rules.bufferAfterMinutes) * MINUTE;
	const { starts, ends } = isAscending(taken) ? taken : merge(taken);

	const found: number[] = [];
	let next = 0; // the first taken stretch that ends after what the candidate needs has begun
	for (const { end, grids } of openings) {
		for (const { from, until, anchor } of grids) {
			const last = Math.min(until - 1, end - duration, latest);
			let start = firstOnGrid(anchor, step, Math.max(from, earliest));
			while (start <= last) {
				while (next < ends.length && ends[next]! <= start - before) next++;
				const blockedFrom = next < starts.length ? starts[next]! : Infinity;
				// Up to here all is free, and past it nothing is until this stretch has ended: no
				// candidate in between is looked at.
				const free = Math.min(last, blockedFrom - reach);
				for (; start <= free; start += step) found.push(start);
				if (start <= last) start = firstOnGrid(anchor, step, ends[next]! + before);
			}
		}
	}
	return found;
}

/**
 * The starts at which any of these fieldworkers is free, ascending, each with those who are, in
 * the order of `calendars`. Same rules and errors as slots().
 */
export function slotsOfAny(
	calendars: readonly Calendar[],
	rules: SlotRules
): { start: number; fieldworkerIds: number[] }[] {
	const lists = calendars.map(({ openings, taken }) => slots(openings, taken, rules));
	const found: { start: number; fieldworkerIds: number[] }[] = [];
	// The lists are walked side by side; one at its end shows Infinity. Who is free is gathered in
	// one array and copied out at its size: 50 growing arrays a start cost more than the walk.
	const heads = Float64Array.from(lists, (list) => list[0] ?? Infinity);
	const positions = new Int32Array(lists.length);
	const free = calendars.map(({ fieldworkerId }) => fieldworkerId);
	let start = heads.reduce((least, head) => Math.min(least, head), Infinity);
	while (start < Infinity) {
		let count = 0;
		let following = Infinity;
		for (let i = 0; i < lists.length; i++) {
			let head = heads[i]!;
			if (head === start) {
				const list = lists[i]!;
				const position = ++positions[i]!;
				free[count++] = calendars[i]!.fieldworkerId;
				head = position < list.length ? list[position]! : Infinity;
				heads[i] = head;
			}
			if (head < following) following = head;
		}
		found.push({ start, fieldworkerIds: free.slice(0, count) });
		start = following;
	}
	return found;
}

function firstOnGrid(anchor: number, step: number, notBefore: number): number {
	return anchor + Math.ceil((notBefore - anchor) / step) * step;
}

/** A step of nothing would never end, and a service of nothing would fit anywhere. */
function positive(what: string, minutes: number): number {
	if (!(minutes > 0 && minutes < Infinity)) throw new RangeError(`${what}: ${minutes} minutes`);
	return minutes;
}

function notNegative(what: string, minutes: number): number {
	if (!(minutes >= 0 && minutes < Infinity)) throw new RangeError(`${what}: ${minutes} minutes`);
	return minutes;
}
