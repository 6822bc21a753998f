import { describe, expect, it } from 'vitest';
import {
	localDateOf,
	partOfDay,
	sayDay,
	sayDuration,
	sayLocalDate,
	saySpanBriefly,
	sayTime,
	sayTimes,
	sayWhen,
	sayWhenBriefly,
	timeLabels,
	zoneName
} from '../../src/lib/dates.ts';

const sydney = { timeZone: 'Australia/Sydney', locale: 'en-AU' };
const twoOClock = Date.parse('2026-11-24T14:00:00+11:00');

describe('an instant said to people', () => {
	it('is on the clock of the place', () => {
		expect(sayTime(twoOClock, sydney)).toBe('2:00 pm');
		expect(sayTime(twoOClock, { timeZone: 'Europe/Berlin', locale: 'en-GB' })).toBe('04:00');
		expect(localDateOf(Date.parse('2026-11-23T20:00:00Z'), 'Australia/Sydney')).toBe('2026-11-24');
	});

	it('names day and month as people do', () => {
		expect(sayWhen(twoOClock, sydney)).toMatch(/^Tuesday,? 24 November, 2:00 pm$/);
		expect(sayWhenBriefly(twoOClock, sydney)).toBe('Tue 24 Nov, 2:00 pm');
		expect(sayLocalDate('2026-12-04', 'en-AU')).toMatch(/^Friday,? 4 December$/);
	});

	it('has the year only where it is another one', () => {
		const now = Date.parse('2026-11-22T00:00:00Z');
		expect(sayDay(twoOClock, sydney, now)).not.toContain('2026');
		expect(sayDay(Date.parse('2027-01-04T02:00:00Z'), sydney, now)).toContain('2027');
	});

	it('has a range without narrow spaces', () => {
		expect(sayTimes(twoOClock, twoOClock + 3_600_000, sydney)).toBe('2:00 – 3:00 pm');
	});

	it('has a brief range, with both days where it ends on another one', () => {
		const say = (hours: number) => saySpanBriefly(twoOClock, twoOClock + hours * 3_600_000, sydney);
		expect(say(1)).toBe('Tue 24 Nov, 2:00 – 3:00 pm');
		expect(say(10)).toBe('Tue 24 Nov, 2:00 pm – 12:00 am');
		expect(say(12)).toBe('Tue 24 Nov, 2:00 pm – Wed 25 Nov, 2:00 am');
	});

	it('falls in a part of the day', () => {
		const parts = [11, 12, 16, 17].map((hour) =>
			partOfDay(Date.parse(`2026-11-24T${hour}:59:00+11:00`), sydney)
		);
		expect(parts).toEqual(['morning', 'afternoon', 'afternoon', 'evening']);
	});
});

it('a zone is called by its place', () => {
	expect(zoneName('Australia/Sydney')).toBe('Sydney time');
	expect(zoneName('America/Argentina/Buenos_Aires')).toBe('Buenos Aires time');
	expect(zoneName('UTC')).toBe('UTC');
});

it.each([
	[45, '45 minutes'],
	[60, '1 hour'],
	[90, '1 hour 30 minutes'],
	[121, '2 hours 1 minute']
])('%i minutes are said as %s', (minutes, words) => {
	expect(sayDuration(minutes)).toBe(words);
});

describe.each([
	['Australia/Sydney', 'en-AU', '2026-04-04T15:00:00Z'],
	['America/New_York', 'en-US', '2026-11-01T05:00:00Z'],
	['Europe/Berlin', 'en-GB', '2026-10-25T00:00:00Z'],
	['Australia/Lord_Howe', 'en-AU', '2026-04-04T14:30:00Z']
])('the night on which clocks go back in %s', (timeZone, locale, from) => {
	it('has no two labels alike', () => {
		const starts = Array.from({ length: 8 }, (_, index) => Date.parse(from) + index * 1_800_000);
		const labels = timeLabels(starts, { timeZone, locale });
		expect(new Set(starts.map((at) => sayTime(at, { timeZone, locale }))).size).toBeLessThan(8);
		expect(new Set(labels).size).toBe(8);
	});
});
