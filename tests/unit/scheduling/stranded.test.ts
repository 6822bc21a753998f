import { describe, expect, it } from 'vitest';
import { outside, strandedBetween } from '../../../src/lib/scheduling/stranded.ts';
import { openings, type WeeklySpan } from '../../../src/lib/scheduling/working-hours.ts';
import { instantOf } from '../../../src/lib/scheduling/zoned-time.ts';

const ZONE = 'America/New_York';
const DAY = '2027-03-14'; // A Sunday: clocks go forward from 2:00 to 3:00.
const at = (hour: number, date = DAY) => instantOf(ZONE, date, hour * 60);
const stretch = (from: number, until: number, date = DAY) => ({
	startsAt: at(from, date),
	endsAt: at(until, date)
});
const open = (...spans: [number, number][]) => {
	const weekly: WeeklySpan[] = spans.map(([from, until]) => ({
		weekday: 7,
		opensMinute: from * 60,
		closesMinute: until * 60
	}));
	const hours = { weekly, exceptions: [] };
	const always = {
		weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
			weekday,
			opensMinute: 0,
			closesMinute: 1440
		})),
		exceptions: []
	};
	return openings(hours, always, ZONE, DAY, '2027-03-29');
};

describe('what lies outside the hours', () => {
	it('is what begins before them, ends after them, or is over a break', () => {
		const [early, inside, late, over] = [
			stretch(8, 10),
			stretch(9, 10),
			stretch(16, 18),
			stretch(11, 14)
		] as const;
		expect(outside([early, inside, over, late], open([9, 12], [13, 17]))).toEqual([
			early,
			over,
			late
		]);
	});

	it('is not what touches them on both sides', () => {
		expect(outside([stretch(9, 17)], open([9, 17]))).toEqual([]);
	});

	it('is everything where nothing is open', () => {
		expect(outside([stretch(9, 10)], [])).toHaveLength(1);
	});

	it('is found week after week', () => {
		const weeks = ['2027-03-14', '2027-03-21', '2027-03-28'];
		const all = weeks.flatMap((date) => [stretch(9, 10, date), stretch(17, 18, date)]);
		expect(outside(all, open([9, 17]))).toHaveLength(3);
	});
});

describe('what a change of hours strands', () => {
	it('was inside before it and is not after it', () => {
		const evening = stretch(16, 17);
		expect(strandedBetween([stretch(9, 10), evening], open([9, 17]), open([9, 15]))).toEqual([
			evening
		]);
	});

	it('is nothing that was outside already', () => {
		expect(strandedBetween([stretch(19, 20)], open([9, 17]), open([9, 15]))).toEqual([]);
	});

	it('is nothing where hours only grow', () => {
		expect(strandedBetween([stretch(9, 10)], open([9, 17]), open([8, 20]))).toEqual([]);
	});
});
