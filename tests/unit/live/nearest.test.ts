import { expect, it } from 'vitest';
import type { MonthOfTimes } from '../../../src/lib/components/times/months.ts';
import { isFree, nearestStarts } from '../../../src/routes/(portal)/nearest.ts';

const month: MonthOfTimes = {
	month: '2026-11',
	version: 1,
	at: 1,
	realTime: true,
	days: [
		{ date: '2026-11-23', starts: [10, 20, 30], held: [25] },
		{ date: '2026-11-24', starts: [110, 120, 130, 140], held: [] }
	],
	first: '2026-11-22',
	last: '2026-12-22',
	today: '2026-11-22',
	day: null
};

it('offers the five free times that are nearest, in order, and not the one that is gone', () => {
	expect(nearestStarts(month, 115)).toEqual([30, 110, 120, 130, 140]);
	expect(nearestStarts(month, 20)).toEqual([10, 30, 110, 120, 130]);
	expect(nearestStarts({ ...month, days: [] }, 20)).toEqual([]);
});

it('knows whether a time of the month is free, and nothing of other months', () => {
	expect(isFree(month, '2026-11-23', 20)).toBe(true);
	expect(isFree(month, '2026-11-23', 25)).toBe(false);
	expect(isFree(month, '2026-11-25', 500)).toBe(false);
	expect(isFree(month, '2026-12-01', 900)).toBeUndefined();
});
