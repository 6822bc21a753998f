import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slots } from '../../../src/lib/scheduling/slots.ts';
import { openings, type WorkingHours } from '../../../src/lib/scheduling/working-hours.ts';
import { addDays, datesBetween } from '../../../src/lib/scheduling/zoned-time.ts';
import { roundTheClock, SEED, WINDOWS, workingHours } from './arbitraries.ts';
import { firstInstant, MINUTE, shown } from './reference.ts';

const BERLIN = 'Europe/Berlin';
const MONDAY = '2026-06-01';
const nineToFive: WorkingHours = {
	weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensMinute: 540, closesMinute: 1020 })),
	exceptions: []
};
const weekly = (...spans: [number, number, number][]): WorkingHours => ({
	weekly: spans.map(([weekday, opensMinute, closesMinute]) => ({
		weekday,
		opensMinute,
		closesMinute
	})),
	exceptions: []
});

function shownRuns(
	hours: WorkingHours,
	within: WorkingHours,
	from: string,
	until: string,
	zone = BERLIN
): string[] {
	return openings(hours, within, zone, from, until).map(
		({ start, end }) => `${shown(zone, start)} to ${shown(zone, end)}`
	);
}

describe('openings', () => {
	test('are the weekly hours of each date, by the wall clock, when clocks change too', () => {
		expect(shownRuns(nineToFive, roundTheClock, '2026-03-27', '2026-03-31')).toEqual([
			'2026-03-27 09:00 to 2026-03-27 17:00',
			'2026-03-30 09:00 to 2026-03-30 17:00'
		]);
	});

	test("lie inside the business's hours", () => {
		const hours = weekly([1, 480, 780], [1, 840, 1200]);
		const business = weekly([1, 540, 1080], [2, 540, 1080]);
		expect(shownRuns(hours, business, MONDAY, '2026-06-03')).toEqual([
			'2026-06-01 09:00 to 2026-06-01 13:00',
			'2026-06-01 14:00 to 2026-06-01 18:00'
		]);
		expect(shownRuns(business, hours, MONDAY, '2026-06-03')).toEqual(
			shownRuns(hours, business, MONDAY, '2026-06-03')
		);
	});

	test("an exception replaces its date's hours, and one without spans closes it", () => {
		const hours = {
			...nineToFive,
			exceptions: [
				{ date: '2026-06-02', spans: [] },
				{ date: '2026-06-03', spans: [{ opensMinute: 720, closesMinute: 780 }] },
				{ date: '2026-06-06', spans: [{ opensMinute: 600, closesMinute: 660 }] }
			]
		};
		const expected = [
			'2026-06-01 09:00 to 2026-06-01 17:00',
			'2026-06-03 12:00 to 2026-06-03 13:00',
			'2026-06-04 09:00 to 2026-06-04 17:00',
			'2026-06-05 09:00 to 2026-06-05 17:00',
			'2026-06-06 10:00 to 2026-06-06 11:00'
		];
		expect(shownRuns(hours, roundTheClock, MONDAY, '2026-06-08')).toEqual(expected);
		expect(shownRuns(roundTheClock, hours, MONDAY, '2026-06-08')).toEqual(expected);
	});

	test('spans that touch, overlap or come unsorted are one run; empty and inverted ones none', () => {
		const hours = weekly(
			[1, 720, 900],
			[1, 540, 720],
			[1, 600, 800],
			[1, 960, 960],
			[1, 1100, 1000]
		);
		expect(shownRuns(hours, roundTheClock, MONDAY, '2026-06-02')).toEqual([
			'2026-06-01 09:00 to 2026-06-01 15:00'
		]);
	});

	test('a run over midnight begins with the dates asked for and ends where it really ends', () => {
		const night = weekly([1, 1200, 1440], [2, 0, 240]);
		expect(shownRuns(night, roundTheClock, MONDAY, '2026-06-02')).toEqual([
			'2026-06-01 20:00 to 2026-06-02 04:00'
		]);
		expect(shownRuns(night, roundTheClock, '2026-06-02', '2026-06-03')).toEqual([
			'2026-06-02 00:00 to 2026-06-02 04:00'
		]);
	});

	test('hours of the dates after are never added to a run that they do not touch', () => {
		const hours = weekly([1, 540, 1020], [2, 1200, 1440], [3, 0, 240]);
		expect(shownRuns(hours, roundTheClock, MONDAY, '2026-06-02')).toEqual([
			'2026-06-01 09:00 to 2026-06-01 17:00'
		]);
	});

	test('spans either side of the missing hour touch', () => {
		const hours = weekly([7, 60, 120], [7, 180, 240]);
		expect(shownRuns(hours, roundTheClock, '2026-03-29', '2026-03-30')).toEqual([
			'2026-03-29 01:00 to 2026-03-29 04:00'
		]);
		expect(shownRuns(hours, roundTheClock, '2026-03-22', '2026-03-23')).toHaveLength(2);
	});

	test('a date that is open but for the missing hour is open all day, and starts its own steps', () => {
		const hours = weekly([6, 1330, 1440], [7, 0, 120], [7, 180, 1440]);
		const [run] = openings(hours, roundTheClock, BERLIN, '2026-03-28', '2026-03-30');
		expect(run!.grids.map(({ from }) => shown(BERLIN, from))).toEqual([
			'2026-03-28 22:10',
			'2026-03-29 00:00',
			'2026-03-29 03:00'
		]);
		expect(shown(BERLIN, run!.grids[1]!.anchor)).toBe('2026-03-29 00:00');
	});

	test("a missing day has none, and the night before Apia's touches the day after", () => {
		expect(
			shownRuns(roundTheClock, roundTheClock, '2011-12-30', '2011-12-31', 'Pacific/Apia')
		).toEqual([]);
		const night = weekly([4, 1200, 1440], [6, 0, 240]);
		expect(shownRuns(night, roundTheClock, '2011-12-29', '2012-01-01', 'Pacific/Apia')).toEqual([
			'2011-12-29 20:00 to 2011-12-31 04:00'
		]);
		expect(shownRuns(night, roundTheClock, '2011-12-30', '2011-12-31', 'Pacific/Apia')).toEqual([]);
	});

	test('no dates, no openings', () => {
		expect(openings(nineToFive, roundTheClock, BERLIN, MONDAY, MONDAY)).toEqual([]);
		expect(openings(nineToFive, roundTheClock, BERLIN, '2026-06-02', MONDAY)).toEqual([]);
	});

	test('bad dates and zones are range errors', () => {
		const ask = (zone: string, from: string) => () =>
			openings(nineToFive, roundTheClock, zone, from, '2026-06-05');
		expect(ask(BERLIN, '2026-06-00')).toThrow(RangeError);
		expect(ask('Mars/Olympus', MONDAY)).toThrow(RangeError);
	});

	test.each(WINDOWS)('$name: real time is what the wall clock lets pass', (window) => {
		const { zone, from, until } = window;
		fc.assert(
			fc.property(workingHours(window), workingHours(window), (hours, within) => {
				const runs = openings(hours, within, zone, from, until);
				const [first, last] = [firstInstant(zone, from, 0), firstInstant(zone, until, 0)];
				runs.forEach((run, i) => {
					expect(run.start).toBeGreaterThanOrEqual(first);
					expect(run.start).toBeLessThan(last);
					expect(run.end).toBeGreaterThan(run.start);
					if (i > 0) expect(run.start).toBeGreaterThan(runs[i - 1]!.end);
				});
			}),
			{ seed: SEED, numRuns: 20 }
		);
	});

	test.each(WINDOWS)(
		'$name: a date has the same starts whichever dates are asked for',
		(window) => {
			const from = addDays(window.from, -1);
			const until = addDays(window.until, 1);
			const rules = {
				durationMinutes: 95,
				bufferBeforeMinutes: 0,
				bufferAfterMinutes: 0,
				stepMinutes: 50,
				earliest: -Infinity,
				latest: Infinity
			};
			const taken = { starts: [], ends: [] };
			fc.assert(
				fc.property(workingHours(window), (hours) => {
					const starts = (from: string, until: string) =>
						slots(openings(hours, roundTheClock, window.zone, from, until), taken, rules);
					const each = datesBetween(from, until).flatMap((date) => starts(date, addDays(date, 1)));
					expect(starts(from, until)).toEqual(each);
				}),
				{ seed: SEED, numRuns: 30 }
			);
		}
	);

	test('never closing costs no more than the dates asked for', () => {
		const [run, ...others] = openings(roundTheClock, roundTheClock, BERLIN, MONDAY, '2026-06-02');
		expect(others).toEqual([]);
		expect(run!.end - run!.start).toBe(3 * 1440 * MINUTE);
	});
});
