import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	isAscending,
	merge,
	overlaps,
	subtract,
	type Interval
} from '../../../src/lib/scheduling/intervals.ts';
import { SEED, toIntervals } from './arbitraries.ts';

const list = fc.array(
	fc.record({ start: fc.integer({ min: 0, max: 40 }), end: fc.integer({ min: 0, max: 40 }) }),
	{ maxLength: 8 }
);
const covered = (intervals: Interval[]): Set<number> =>
	new Set(
		intervals.flatMap(({ start, end }) =>
			Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i)
		)
	);
/** The set's stretches, found by looking at every point. */
const stretches = (points: Set<number>) => {
	const starts = [...points].filter((p) => !points.has(p - 1)).toSorted((a, b) => a - b);
	const ends = [...points].filter((p) => !points.has(p + 1)).toSorted((a, b) => a - b);
	return { starts, ends: ends.map((p) => p + 1) };
};

describe('intervals', () => {
	test('two that touch do not overlap, and an empty one overlaps nothing', () => {
		expect(overlaps({ start: 0, end: 10 }, { start: 10, end: 20 })).toBe(false);
		expect(overlaps({ start: 0, end: 11 }, { start: 10, end: 20 })).toBe(true);
		expect(overlaps({ start: 5, end: 5 }, { start: 0, end: 10 })).toBe(false);
	});

	test('overlapping means sharing a point', () => {
		fc.assert(
			fc.property(list, (all) => {
				const [a, b] = all;
				if (!a || !b) return;
				const shared = [...covered([a])].some((point) => covered([b]).has(point));
				expect(overlaps(a, b)).toBe(shared);
			}),
			{ seed: SEED }
		);
	});

	test('merging keeps every point, sorted and apart', () => {
		fc.assert(
			fc.property(list, (all) => {
				expect(merge(toIntervals(all))).toEqual(stretches(covered(all)));
			}),
			{ seed: SEED, numRuns: 300 }
		);
	});

	test('merging what is merged hands back the same object', () => {
		const merged = toIntervals([
			{ start: 1, end: 2 },
			{ start: 3, end: 4 }
		]);
		expect(merge(merged)).toBe(merged);
	});

	test('endless stretches merge as well', () => {
		const endless = { starts: [5, -Infinity, 0], ends: [Infinity, 1, 6] };
		expect(merge(endless)).toEqual({ starts: [-Infinity], ends: [Infinity] });
	});

	test('subtracting leaves the points of one that the other has not', () => {
		fc.assert(
			fc.property(list, list, (from, holes) => {
				const left = covered(from).difference(covered(holes));
				expect(subtract(toIntervals(from), toIntervals(holes))).toEqual(stretches(left));
			}),
			{ seed: SEED, numRuns: 300 }
		);
	});

	test('ascending are those that a sweep can walk: none empty, starts and ends in order', () => {
		expect(isAscending({ starts: [1, 2, 2], ends: [3, 3, 4] })).toBe(true);
		expect(isAscending({ starts: [1, 2], ends: [4, 3] })).toBe(false);
		expect(isAscending({ starts: [2, 1], ends: [3, 4] })).toBe(false);
		expect(isAscending({ starts: [2], ends: [2] })).toBe(false);
		expect(isAscending({ starts: [NaN], ends: [2] })).toBe(false);
	});
});
