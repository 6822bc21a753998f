import type { Day } from '../../live/messages.ts';
import { timesOnOffer, type Taken } from '../../scheduling/offer.ts';
import { addDays } from '../../scheduling/zoned-time.ts';
import type { Reading } from './reading.ts';
import type { Room } from './rooms.ts';
import type { Rules } from './rules.ts';

const MINUTE = 60_000;

/** A room's part of what was read: who counts for it, in the time that matters to it. */
export function takenOf(room: Room, reading: Reading): Taken[] {
	return reading.taken
		.filter(({ fieldworkerId }) => room.want.fieldworkerIds.includes(fieldworkerId))
		.map((taken) => between(taken, room.from, room.until));
}

/**
 * A room's day: for everybody, or for somebody whose own time (`mine`, owners as in Taken) is not in
 * their way. Also when time takes its first start away, as the lead time passes.
 */
export function dayOf(
	room: Room,
	rules: Rules,
	reading: Reading,
	taken: readonly Taken[],
	mine?: ReadonlySet<number>
): { day: Day; changesAt: number } {
	const { at, version } = reading;
	const { date } = room;
	const range = { from: date, until: addDays(date, 1), now: at, mine };
	const { times, held } = timesOnOffer(rules, room.want, taken, range);
	const free = times.map(({ start }) => start);
	const { leadTimeMinutes } = { ...rules.policy, ...room.want.overrides };
	const first = Math.min(free[0] ?? Infinity, held[0] ?? Infinity);
	return {
		day: { date, version, at, free: free.map(inMinutes), held: held.map(inMinutes) },
		changesAt: first - leadTimeMinutes * MINUTE
	};
}

/** Whether two readings of a day say the same. */
export const isSame = (a: Day, b: Day): boolean =>
	a.free.join() === b.free.join() && a.held.join() === b.held.join();

const inMinutes = (instant: number) => Math.floor(instant / MINUTE);

/** The stretches that reach into some time. None lasts longer than a day, so few are looked at. */
function between(taken: Taken, from: number, until: number): Taken {
	const { starts, ends, owners } = taken;
	const last = firstAtLeast(starts, until);
	let first = firstAtLeast(starts, from - LONGEST);
	while (first < last && ends[first]! <= from) first++;
	return {
		fieldworkerId: taken.fieldworkerId,
		starts: starts.slice(first, last),
		ends: ends.slice(first, last),
		owners: owners.slice(first, last)
	};
}

/** The longest that one row of occupancy may last: see sql/0005. */
const LONGEST = 24 * 3_600_000;

/** The index of the first of these ascending numbers that is not below a bound. */
function firstAtLeast(numbers: readonly number[], bound: number): number {
	let low = 0;
	let high = numbers.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (numbers[middle]! < bound) low = middle + 1;
		else high = middle;
	}
	return low;
}
