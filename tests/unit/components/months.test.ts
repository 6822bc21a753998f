import { describe, expect, it } from 'vitest';
import {
	addMonths,
	dayAfterKey,
	inMonth,
	lastOf,
	sayFree,
	sayMonth,
	weekdayNames,
	weeksOf
} from '../../../src/lib/components/times/months.ts';
import { en } from '../../../src/lib/words/en/index.ts';

describe('a month of a calendar', () => {
	it('is six weeks tall whatever the month, and starts where the week does', () => {
		for (const month of ['2026-02', '2026-08', '2027-02', '2028-02']) {
			for (const weekStart of [1, 6, 7]) {
				const weeks = weeksOf(month, weekStart);
				expect(weeks).toHaveLength(6);
				const days = weeks.flat().filter((date) => date !== null);
				expect(days).toHaveLength(Number(lastOf(month).slice(8)));
			}
		}
		expect(weeksOf('2026-11', 1)[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
		expect(weeksOf('2026-11', 7)[0]?.[0]).toBe('2026-11-01');
	});

	it('is followed by the next, over the end of a year', () => {
		expect(addMonths('2026-12', 1)).toBe('2027-01');
		expect(addMonths('2027-01', -1)).toBe('2026-12');
		expect(inMonth('2026-01-31', '2026-02')).toBe('2026-02-28');
	});

	it('is said in the language of the place', () => {
		expect(sayMonth('2026-12', 'en-AU')).toBe('December 2026');
		expect(weekdayNames('en-AU', 1)[0]?.long).toBe('Monday');
		expect(weekdayNames('en-US', 7)[0]?.long).toBe('Sunday');
	});

	it('tells how much of a day is free', () => {
		const say = (free: number) => sayFree('2024-06-04', free, 'en-AU', en.times);
		expect(say(12)).toMatch(/^Tuesday,? 4 June, 12 times free$/);
		expect(say(1)).toMatch(/1 time free$/);
		expect(say(0)).toMatch(/no times free$/);
	});
});

it.each([
	['ArrowRight', '2026-12-01'],
	['ArrowLeft', '2026-11-29'],
	['ArrowDown', '2026-12-07'],
	['ArrowUp', '2026-11-23'],
	['Home', '2026-11-30'],
	['End', '2026-12-06'],
	['PageDown', '2026-12-30'],
	['PageUp', '2026-10-30'],
	['Enter', null]
])('%s goes from Monday 30 November to %s', (key, date) => {
	expect(dayAfterKey(key, '2026-11-30', 1)).toBe(date);
});
