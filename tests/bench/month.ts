// The month that the benchmark measures: the same numbers at every run.
import type { Intervals } from '../../src/lib/scheduling/intervals.ts';
import type { Calendar, SlotRules } from '../../src/lib/scheduling/slots.ts';
import type { Opening, WorkingHours } from '../../src/lib/scheduling/working-hours.ts';

export const ZONE = 'Europe/Berlin';
export const OPEN = {
	from: Date.parse('2026-03-01T00:00Z'),
	until: Date.parse('2026-04-01T00:00Z')
};

export const HOURS: WorkingHours = {
	weekly: [1, 2, 3, 4, 5, 6].map((weekday) => ({
		weekday,
		opensMinute: 480,
		closesMinute: 1080
	})),
	exceptions: []
};

export const RULES: SlotRules = {
	durationMinutes: 30,
	bufferBeforeMinutes: 5,
	bufferAfterMinutes: 5,
	stepMinutes: 15,
	earliest: OPEN.from,
	latest: OPEN.until
};

/** Stretches of half an hour spread over the time given, shorter where many must fit. */
export function takenTimes(
	count: number,
	{ from, until }: { from: number; until: number },
	order: 'sorted' | 'shuffled' = 'sorted',
	seed = 1
): Intervals {
	const every = (until - from) / count;
	const length = Math.min(30 * 60_000, every / 12);
	const random = numbers(seed);
	const list = Array.from({ length: count }, (_, i) => {
		const start = Math.round(from + (i + random() / 2) * every);
		return { start, end: start + Math.round(length), key: random() };
	});
	if (order === 'shuffled') list.sort((a, b) => a.key - b.key);
	return { starts: list.map(({ start }) => start), ends: list.map(({ end }) => end) };
}

export function calendarOf(
	fieldworkerId: number,
	taken: number,
	openings: readonly Opening[]
): Calendar {
	return { fieldworkerId, openings, taken: takenTimes(taken, OPEN, 'sorted', fieldworkerId + 1) };
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
