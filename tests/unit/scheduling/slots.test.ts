import { describe, expect, test } from 'vitest';
import type { Interval } from '../../../src/lib/scheduling/intervals.ts';
import { slots, slotsOfAny, type SlotRules } from '../../../src/lib/scheduling/slots.ts';
import { openings, type WorkingHours } from '../../../src/lib/scheduling/working-hours.ts';
import { addDays } from '../../../src/lib/scheduling/zoned-time.ts';
import { roundTheClock, toIntervals } from './arbitraries.ts';
import { firstInstant, MINUTE, shown } from './reference.ts';

const NOTHING = { starts: [], ends: [] };
const HALF_HOURS: SlotRules = {
	durationMinutes: 30,
	bufferBeforeMinutes: 0,
	bufferAfterMinutes: 0,
	stepMinutes: 30,
	earliest: -Infinity,
	latest: Infinity
};

describe('slots', () => {
	const daily = (...spans: [number, number][]): WorkingHours => ({
		weekly: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
			spans.map(([opensMinute, closesMinute]) => ({ weekday, opensMinute, closesMinute }))
		),
		exceptions: []
	});
	const times = (
		zone: string,
		date: string,
		hours: WorkingHours,
		rules: Partial<SlotRules> = {},
		taken: Interval[] = []
	): string[] => {
		const open = openings(hours, roundTheClock, zone, date, addDays(date, 1));
		const found = slots(open, toIntervals(taken), { ...HALF_HOURS, ...rules });
		return found.map((start) => shown(zone, start).slice(date.length + 1));
	};
	const at = (zone: string, date: string, hour: number) => firstInstant(zone, date, hour * 60);
	const ORDINARY = ['Europe/Berlin', '2026-06-02'] as const;
	const SPRING = ['America/New_York', '2026-03-08'] as const;
	const AUTUMN = ['America/New_York', '2026-11-01'] as const;

	test('the last slot of a day ends as the hours end', () => {
		expect(times(...ORDINARY, daily([540, 660]))).toEqual(['09:00', '09:30', '10:00', '10:30']);
		expect(times(...ORDINARY, daily([540, 659]))).toEqual(['09:00', '09:30', '10:00']);
		expect(times(...ORDINARY, daily([1380, 1440]))).toEqual(['23:00', '23:30']);
	});

	test('the missing hour has no slots, and none before or after it is lost', () => {
		expect(times(...SPRING, daily([60, 240]))).toEqual(['01:00', '01:30', '03:00', '03:30']);
	});

	test('both passes of the doubled hour are offered', () => {
		expect(times(...AUTUMN, daily([60, 150]))).toEqual([
			'01:00',
			'01:30',
			'01:00',
			'01:30',
			'02:00'
		]);
	});

	test('hours that lie in the missing hour are no hours', () => {
		expect(times(...SPRING, daily([120, 180]))).toEqual([]);
		expect(times(...SPRING, daily([130, 170]))).toEqual([]);
	});

	test('hours that open in the missing hour keep the times of every other day', () => {
		expect(times(...SPRING, daily([150, 300]), { stepMinutes: 60 })).toEqual(['03:30', '04:30']);
		expect(times(...SPRING, daily([165, 240]))).toEqual(['03:15']);
		const inTwo = daily([120, 150], [150, 300]);
		expect(times(...SPRING, inTwo, { stepMinutes: 60 })).toEqual(['03:00', '04:00']);
	});

	test('hours that end in the doubled hour end in its first pass', () => {
		expect(times(...AUTUMN, daily([30, 90]))).toEqual(['00:30', '01:00']);
		expect(times(...AUTUMN, daily([75, 105]))).toEqual(['01:15']);
	});

	test('a service across the jump takes its real time', () => {
		const ninety = { durationMinutes: 90 };
		expect(times(...SPRING, daily([60, 240]), ninety)).toEqual(['01:00', '01:30']);
		expect(times(...AUTUMN, daily([60, 120]), ninety)).toEqual(['01:00', '01:30']);
	});

	test('after a change of half an hour the grid goes on by the wall clock', () => {
		const hourly = { stepMinutes: 60 };
		expect(times('Australia/Lord_Howe', '2026-10-04', daily([60, 300]), hourly)).toEqual([
			'01:00',
			'03:00',
			'04:00'
		]);
		expect(times('Australia/Lord_Howe', '2026-04-05', daily([60, 180]), hourly)).toEqual([
			'01:00',
			'02:00'
		]);
		expect(times('Australia/Lord_Howe', '2026-04-05', daily([90, 180]))).toEqual([
			'01:30',
			'01:30',
			'02:00',
			'02:30'
		]);
	});

	test('the day that Apia skipped has no slots', () => {
		expect(times('Pacific/Apia', '2011-12-30', roundTheClock)).toEqual([]);
		expect(times('Pacific/Apia', '2011-12-31', daily([540, 600]))).toEqual(['09:00', '09:30']);
	});

	test('what starts before midnight may end after it where hours go on', () => {
		const night = daily([0, 120], [1320, 1440]);
		expect(times(...ORDINARY, night, { durationMinutes: 90, stepMinutes: 60 })).toEqual([
			'00:00',
			'22:00',
			'23:00'
		]);
	});

	test('a night shift counts its steps from the evening it opened in', () => {
		const night = daily([0, 120], [1330, 1440]);
		expect(times(...ORDINARY, night, { stepMinutes: 50 })).toEqual([
			'00:40',
			'01:30',
			'22:10',
			'23:00',
			'23:50'
		]);
	});

	test('a date that is open all day starts its own steps, whatever was asked for', () => {
		const found = times(...ORDINARY, roundTheClock, { stepMinutes: 50 });
		expect([found.at(0), found.at(1), found.at(-1)]).toEqual(['00:00', '00:50', '23:20']);
	});

	test('buffers may reach outside the hours, but not into what is taken', () => {
		const [zone, date] = ORDINARY;
		const buffers = { bufferBeforeMinutes: 30, bufferAfterMinutes: 30 };
		const nine = at(zone, date, 9);
		const ten = [{ start: nine + 60 * MINUTE, end: nine + 90 * MINUTE }];
		expect(times(...ORDINARY, daily([540, 720]), buffers)).toHaveLength(6);
		expect(times(...ORDINARY, daily([540, 720]), buffers, ten)).toEqual([
			'09:00',
			'11:00',
			'11:30'
		]);
		const early = [{ start: nine - 10 * MINUTE, end: nine }];
		expect(times(...ORDINARY, daily([540, 630]), buffers, early)).toEqual(['09:30', '10:00']);
	});

	test('what only touches is not in the way, and what takes no time is not either', () => {
		const nine = at(...ORDINARY, 9);
		const touching = [
			{ start: nine - 60 * MINUTE, end: nine },
			{ start: nine + 10 * MINUTE, end: nine + 10 * MINUTE },
			{ start: nine + 30 * MINUTE, end: nine + 60 * MINUTE }
		];
		expect(times(...ORDINARY, daily([540, 600]), {}, touching)).toEqual(['09:00']);
	});

	test('one that is taken without end leaves what is before it', () => {
		const endless = [{ start: at(...ORDINARY, 10), end: Infinity }];
		expect(times(...ORDINARY, daily([540, 660]), {}, endless)).toEqual(['09:00', '09:30']);
		const ever = [{ start: -Infinity, end: at(...ORDINARY, 10) }];
		expect(times(...ORDINARY, daily([540, 660]), {}, ever)).toEqual(['10:00', '10:30']);
	});

	test('the earliest and the latest start are both still offered', () => {
		const ten = at(...ORDINARY, 10);
		const hours = daily([540, 720]);
		expect(times(...ORDINARY, hours, { earliest: ten, latest: ten })).toEqual(['10:00']);
		expect(times(...ORDINARY, hours, { earliest: ten + 1 })).toEqual(['10:30', '11:00', '11:30']);
		expect(times(...ORDINARY, hours, { latest: ten - 1 })).toEqual(['09:00', '09:30']);
	});

	test.each([
		{ stepMinutes: 0 },
		{ stepMinutes: -15 },
		{ stepMinutes: NaN },
		{ durationMinutes: 0 },
		{ durationMinutes: Infinity },
		{ bufferBeforeMinutes: -1 },
		{ bufferAfterMinutes: NaN }
	])('%j is refused, rather than counted for ever', (rule) => {
		expect(() => slots([], NOTHING, { ...HALF_HOURS, ...rule })).toThrow(RangeError);
	});

	test('nobody is free where there is nobody', () => {
		expect(slotsOfAny([], HALF_HOURS)).toEqual([]);
	});
});
