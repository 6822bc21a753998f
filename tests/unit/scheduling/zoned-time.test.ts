import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
	addDays,
	datesBetween,
	endOfDay,
	instantOf,
	isTimeZone,
	localDate,
	offsetAt,
	startOfDay,
	weekdayOf
} from '../../../src/lib/scheduling/zoned-time.ts';
import { SEED } from './arbitraries.ts';
import { MINUTE, shown } from './reference.ts';

describe('wall clocks', () => {
	test('a missing hour gives the jump', () => {
		const jump = Date.parse('2026-03-08T07:00Z');
		for (const minute of [120, 150, 179, 180]) {
			expect(instantOf('America/New_York', '2026-03-08', minute)).toBe(jump);
		}
		expect(instantOf('America/New_York', '2026-03-08', 181)).toBe(jump + MINUTE);
	});

	test('a doubled hour gives the first pass', () => {
		const first = Date.parse('2026-11-01T05:30Z');
		expect(instantOf('America/New_York', '2026-11-01', 90)).toBe(first);
		expect(shown('America/New_York', first + 60 * MINUTE)).toBe('2026-11-01 01:30');
	});

	test('a later wall clock never gives an earlier instant', () => {
		for (const [zone, date] of [
			['Australia/Lord_Howe', '2026-04-05'],
			['Pacific/Apia', '2011-12-29'],
			['America/Havana', '2026-11-01']
		] as const) {
			let last = -Infinity;
			for (let minute = 0; minute < 3 * 1440; minute++) {
				const instant = instantOf(zone, date, minute);
				expect(instant).toBeGreaterThanOrEqual(last);
				last = instant;
			}
		}
	});

	test("Apia's missing day lasts no time, and all of it is the jump", () => {
		const jump = Date.parse('2011-12-30T10:00Z');
		expect(startOfDay('Pacific/Apia', '2011-12-30')).toBe(jump);
		expect(instantOf('Pacific/Apia', '2011-12-30', 720)).toBe(jump);
		expect(endOfDay('Pacific/Apia', '2011-12-30')).toBe(jump);
		expect(localDate('Pacific/Apia', jump - 1)).toBe('2011-12-29');
		expect(localDate('Pacific/Apia', jump)).toBe('2011-12-31');
	});

	test('a day that begins at one in the morning begins there', () => {
		expect(shown('Africa/Cairo', startOfDay('Africa/Cairo', '2026-04-24'))).toBe(
			'2026-04-24 01:00'
		);
	});

	test('days last 23, 24 and 25 hours in Berlin', () => {
		const hours = ['2026-03-29', '2026-06-01', '2026-10-25'].map(
			(date) => (endOfDay('Europe/Berlin', date) - startOfDay('Europe/Berlin', date)) / 3_600_000
		);
		expect(hours).toEqual([23, 24, 25]);
	});
});

describe('dates', () => {
	test('count across months, leap days and years', () => {
		expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
		expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
		expect(datesBetween('2026-02-27', '2026-03-02')).toEqual([
			'2026-02-27',
			'2026-02-28',
			'2026-03-01'
		]);
		expect(datesBetween('2026-03-02', '2026-03-02')).toEqual([]);
		expect(datesBetween('2026-03-02', '2026-03-01')).toEqual([]);
	});

	test('have the weekday that Temporal gives them', () => {
		fc.assert(
			fc.property(fc.integer({ min: -700_000, max: 700_000 }), (days) => {
				const date = Temporal.PlainDate.from('1970-01-01').add({ days });
				expect(weekdayOf(date.toString())).toBe(date.dayOfWeek);
				expect(addDays('1970-01-01', days)).toBe(date.toString());
			}),
			{ seed: SEED }
		);
	});

	test.each([
		'2026-02-30',
		'2026-13-01',
		'2026-1-1',
		'',
		'today',
		'2026-01-01T00:00',
		'+12026-01-01'
	])('%j is no date', (text) => {
		expect(() => addDays(text, 0)).toThrow(RangeError);
		expect(() => startOfDay('UTC', text)).toThrow(RangeError);
	});

	test('end with the year 9999', () => {
		expect(addDays('9999-12-31', 0)).toBe('9999-12-31');
		expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
		expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
		expect(startOfDay('UTC', '0099-01-01')).toBe(Date.parse('0099-01-01T00:00Z'));
	});
});

describe('zone names', () => {
	test('are IANA names that this runtime knows', () => {
		expect(isTimeZone('Europe/Berlin')).toBe(true);
		expect(isTimeZone('UTC')).toBe(true);
		expect(isTimeZone('Europe/Atlantis')).toBe(false);
		expect(isTimeZone('')).toBe(false);
	});

	test('are not bare offsets, which never change their clocks', () => {
		expect(isTimeZone('+05:30')).toBe(false);
		expect(isTimeZone('-0800')).toBe(false);
	});

	test('when unknown, and instants that are none, are range errors', () => {
		expect(() => offsetAt('Europe/Atlantis', 0)).toThrow(RangeError);
		expect(() => offsetAt('UTC', NaN)).toThrow(RangeError);
		expect(() => localDate('UTC', Infinity)).toThrow(RangeError);
	});
});
