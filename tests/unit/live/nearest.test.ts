import { expect, it } from 'vitest';
import type { MonthOfTimes } from '../../../src/lib/components/times/months.ts';
import { isBeingTaken, isFree, nearestStarts } from '../../../src/routes/(portal)/nearest.ts';

/** So many minutes after a day of the month began. */
const after = (minutes: number) => Date.parse('2026-11-23T00:00:00Z') + minutes * 60_000;

const month: MonthOfTimes = {
	month: '2026-11',
	timeZone: 'UTC',
	version: 1,
	at: 1,
	realTime: true,
	from: '2026-11-22',
	until: '2026-12-01',
	days: [
		{ date: '2026-11-23', starts: [10, 20, 30].map(after), held: [after(25)] },
		{ date: '2026-11-24', starts: [110, 120, 130, 140].map(after), held: [] }
	],
	first: '2026-11-22',
	last: '2026-12-22',
	today: '2026-11-22',
	day: null,
	soonest: null
};

it('offers the five free times that are nearest, in order, and not the one that is gone', () => {
	const nearest = (minutes: number) => nearestStarts(month, after(minutes));
	expect(nearest(115)).toEqual([30, 110, 120, 130, 140].map(after));
	expect(nearest(20)).toEqual([10, 30, 110, 120, 130].map(after));
	expect(nearestStarts({ ...month, days: [] }, after(20))).toEqual([]);
});

it('knows whether a time of the month is free, and nothing of other months', () => {
	expect(isFree(month, after(20))).toBe(true);
	expect(isFree(month, after(25))).toBe(false);
	expect(isBeingTaken(month, after(25))).toBe(true);
	expect(isFree(month, after(3_000))).toBe(false);
	expect(isFree(month, Date.parse('2026-12-01T00:00:00Z'))).toBeUndefined();
	// The month is the reader’s: it is still November in Pago Pago.
	const there = { ...month, timeZone: 'Pacific/Pago_Pago' };
	expect(isFree(there, Date.parse('2026-12-01T00:00:00Z'))).toBe(false);
});
