import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Interval } from '../../../src/lib/scheduling/intervals.ts';
import { slots, slotsOfAny, type SlotRules } from '../../../src/lib/scheduling/slots.ts';
import { openings, type WorkingHours } from '../../../src/lib/scheduling/working-hours.ts';
import {
	inOtherWords,
	roundTheClock,
	SEED,
	slotRules,
	takenAround,
	toIntervals,
	WINDOWS,
	workingHours
} from './arbitraries.ts';
import { MINUTE, referenceSlots, type Window } from './reference.ts';

function offered(
	{ zone, from, until }: Window,
	hours: WorkingHours,
	within: WorkingHours,
	taken: Interval[],
	rules: SlotRules
): number[] {
	return slots(openings(hours, within, zone, from, until), toIntervals(taken), rules);
}

describe.each(WINDOWS)('$name', (window) => {
	const anything = [
		workingHours(window),
		fc.oneof(fc.constant(roundTheClock), workingHours(window)),
		takenAround(window),
		slotRules(window)
	] as const;

	test('the slots are those found by looking at every minute: none missing, none wrong', () => {
		fc.assert(
			fc.property(...anything, (hours, within, taken, rules) => {
				expect(offered(window, hours, within, taken, rules)).toEqual(
					referenceSlots(window, hours, within, taken, rules)
				);
			}),
			{ seed: SEED, numRuns: 30 }
		);
	});

	test('they ascend without doubles, lie in open time and overlap nothing taken', () => {
		fc.assert(
			fc.property(...anything, (hours, within, taken, rules) => {
				const runs = openings(hours, within, window.zone, window.from, window.until);
				const found = slots(runs, toIntervals(taken), rules);
				found.forEach((start, i) => {
					const end = start + rules.durationMinutes * MINUTE;
					if (i > 0) expect(start).toBeGreaterThan(found[i - 1]!);
					expect(runs.some((run) => run.start <= start && end <= run.end)).toBe(true);
					const from = start - rules.bufferBeforeMinutes * MINUTE;
					const until = end + rules.bufferAfterMinutes * MINUTE;
					for (const t of taken) {
						const free = t.end <= from || until <= t.start || t.start >= t.end;
						expect(free).toBe(true);
					}
				});
			}),
			{ seed: SEED, numRuns: 30 }
		);
	});

	test('the order and the cuts of what is taken make no difference', () => {
		const both = takenAround(window).chain((taken) =>
			fc.tuple(fc.constant(taken), inOtherWords(taken))
		);
		fc.assert(
			fc.property(anything[0], anything[1], both, anything[3], (hours, within, both, rules) => {
				const [one, other] = both.map((taken) => offered(window, hours, within, taken, rules));
				expect(other).toEqual(one);
			}),
			{ seed: SEED, numRuns: 30 }
		);
	});

	test('any fieldworker is free exactly where one of them is', () => {
		const calendars = fc.array(fc.tuple(anything[0], anything[2]), { maxLength: 4 });
		fc.assert(
			fc.property(calendars, anything[3], (calendars, rules) => {
				const expected = new Map<number, number[]>();
				calendars.forEach(([hours, taken], fieldworkerId) => {
					for (const start of offered(window, hours, roundTheClock, taken, rules)) {
						expected.set(start, [...(expected.get(start) ?? []), fieldworkerId]);
					}
				});
				const found = slotsOfAny(
					calendars.map(([hours, taken], fieldworkerId) => ({
						fieldworkerId,
						openings: openings(hours, roundTheClock, window.zone, window.from, window.until),
						taken: toIntervals(taken)
					})),
					rules
				);
				expect(found).toEqual(
					[...expected]
						.toSorted(([a], [b]) => a - b)
						.map(([start, fieldworkerIds]) => ({ start, fieldworkerIds }))
				);
			}),
			{ seed: SEED, numRuns: 20 }
		);
	});
});
