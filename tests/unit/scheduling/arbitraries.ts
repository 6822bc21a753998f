// Random hours, taken times and rules, leaning towards the nights in which clocks change.
import fc from 'fast-check';
import type { Interval, Intervals } from '../../../src/lib/scheduling/intervals.ts';
import type { SlotRules } from '../../../src/lib/scheduling/slots.ts';
import type { DaySpan, WorkingHours } from '../../../src/lib/scheduling/working-hours.ts';
import { firstInstant, MINUTE, type Window } from './reference.ts';

export const SEED = 20_260_329;

/** Dates around a change of clocks, one ordinary week-end, and the worst days on record. */
export const WINDOWS: (Window & { name: string })[] = [
	window('New York loses an hour', 'America/New_York', '2026-03-07', '2026-03-09'),
	window('New York gains an hour', 'America/New_York', '2026-10-31', '2026-11-02'),
	window('Berlin loses an hour', 'Europe/Berlin', '2026-03-28', '2026-03-30'),
	window('Berlin gains an hour', 'Europe/Berlin', '2026-10-25', '2026-10-27'),
	window('Lord Howe gains half an hour', 'Australia/Lord_Howe', '2026-04-04', '2026-04-06'),
	window('Lord Howe loses half an hour', 'Australia/Lord_Howe', '2026-10-04', '2026-10-05'),
	window('Chatham loses an hour at 2:45', 'Pacific/Chatham', '2026-09-26', '2026-09-28'),
	window('Chatham gains an hour at 3:45', 'Pacific/Chatham', '2026-04-05', '2026-04-06'),
	window('Kathmandu never changes', 'Asia/Kathmandu', '2026-06-06', '2026-06-08'),
	window('Apia skips 30 December', 'Pacific/Apia', '2011-12-29', '2012-01-01'),
	window('Casablanca in Ramadan', 'Africa/Casablanca', '2026-02-14', '2026-02-16'),
	window('Sydney gains an hour', 'Australia/Sydney', '2026-04-04', '2026-04-06'),
	window('Sydney loses an hour', 'Australia/Sydney', '2026-10-04', '2026-10-05'),
	window('Cairo has no midnight', 'Africa/Cairo', '2026-04-23', '2026-04-25'),
	window('Havana has two midnights', 'America/Havana', '2026-10-31', '2026-11-02')
];

function window(name: string, zone: string, from: string, until: string) {
	return { name, zone, from, until };
}

const span = (low: number, high: number): fc.Arbitrary<DaySpan> =>
	fc
		.tuple(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: high }))
		.map(([a, b]) => ({ opensMinute: Math.min(a, b), closesMinute: Math.max(a, b) }));

const quarters = (span: DaySpan): DaySpan => ({
	opensMinute: Math.round(span.opensMinute / 15) * 15,
	closesMinute: Math.round(span.closesMinute / 15) * 15
});

const daySpans: fc.Arbitrary<readonly DaySpan[]> = fc.oneof(
	{ weight: 2, arbitrary: fc.constant([{ opensMinute: 0, closesMinute: 1440 }]) },
	{ weight: 1, arbitrary: fc.constant([{ opensMinute: 60, closesMinute: 1440 }]) },
	{ weight: 1, arbitrary: fc.constant([]) },
	{ weight: 4, arbitrary: fc.array(span(0, 300), { minLength: 1, maxLength: 3 }) },
	{
		weight: 4,
		arbitrary: fc.array(span(0, 1440).map(quarters), { minLength: 1, maxLength: 3 })
	},
	{
		weight: 3,
		arbitrary: fc.tuple(span(0, 400), span(1100, 1440)).map(([night, evening]) => [
			{ opensMinute: evening.opensMinute, closesMinute: 1440 },
			{ opensMinute: 0, closesMinute: night.closesMinute }
		])
	}
);

/** Weekly hours for all seven days, and other hours on some of the window's dates. */
export const workingHours = (window: Window): fc.Arbitrary<WorkingHours> =>
	fc.record({
		weekly: fc
			.tuple(...[1, 2, 3, 4, 5, 6, 7].map((weekday) => fc.tuple(fc.constant(weekday), daySpans)))
			.map((days) =>
				days.flatMap(([weekday, spans]) => spans.map((span) => ({ weekday, ...span })))
			),
		exceptions: fc.array(
			fc.record({ date: fc.constantFrom(window.from, window.until), spans: daySpans }),
			{ maxLength: 1 }
		)
	});

export const roundTheClock: WorkingHours = {
	weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
		weekday,
		opensMinute: 0,
		closesMinute: 1440
	})),
	exceptions: []
};

/** Taken times around the window, to the millisecond or to five minutes; some are empty. */
export const takenAround = ({ zone, from, until }: Window): fc.Arbitrary<Interval[]> => {
	const first = firstInstant(zone, from, -600);
	const last = firstInstant(zone, until, 600);
	const start = fc.oneof(
		fc.integer({ min: first, max: last }),
		fc.integer({ min: first / MINUTE / 5, max: last / MINUTE / 5 }).map((n) => n * 5 * MINUTE)
	);
	const length = fc.constantFrom(0, 1, 5, 15, 30, 60, 95, 240).map((minutes) => minutes * MINUTE);
	const interval = fc
		.tuple(start, fc.oneof(length, fc.constant(1)))
		.map(([start, length]) => ({ start, end: start + length }));
	return fc.array(interval, { maxLength: 12 });
};

/** The same time in other words: every interval cut in two, some said twice, all shuffled. */
export const inOtherWords = (taken: Interval[]): fc.Arbitrary<Interval[]> =>
	fc
		.array(fc.double({ min: 0, max: 1, noNaN: true }), {
			minLength: taken.length,
			maxLength: taken.length
		})
		.map((cuts) =>
			taken.flatMap(({ start, end }, i) => {
				const cut = Math.round(start + (end - start) * cuts[i]!);
				const halves = [
					{ start, end: cut },
					{ start: cut, end }
				];
				return cuts[i]! > 0.7 ? [...halves, { start, end }] : halves;
			})
		)
		.chain((pieces) =>
			fc.shuffledSubarray(pieces, { minLength: pieces.length, maxLength: pieces.length })
		);

export const slotRules = ({ zone, from, until }: Window): fc.Arbitrary<SlotRules> => {
	const first = firstInstant(zone, from, 0);
	const last = firstInstant(zone, until, 0);
	const instant = fc
		.integer({ min: first / MINUTE, max: last / MINUTE })
		.map((minute) => minute * MINUTE);
	return fc.record({
		durationMinutes: fc.constantFrom(1, 15, 30, 45, 60, 90, 240, 1440),
		bufferBeforeMinutes: fc.constantFrom(0, 0, 5, 30, 75),
		bufferAfterMinutes: fc.constantFrom(0, 0, 10, 30, 60),
		stepMinutes: fc.constantFrom(5, 7, 15, 20, 30, 45, 50, 60),
		earliest: fc.oneof({ weight: 3, arbitrary: fc.constant(-Infinity) }, instant),
		latest: fc.oneof({ weight: 3, arbitrary: fc.constant(Infinity) }, instant)
	});
};

export function toIntervals(list: readonly Interval[]): Intervals {
	return { starts: list.map(({ start }) => start), ends: list.map(({ end }) => end) };
}
