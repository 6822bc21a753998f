import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTooLate, remindersFor, type QuietHours } from '../../../src/lib/scheduling/reminders.ts';
import { instantOf, minuteOfDay } from '../../../src/lib/scheduling/zoned-time.ts';
import { SEED, WINDOWS } from './arbitraries.ts';
import { MINUTE, shown } from './reference.ts';

const NIGHT = { fromMinute: 21 * 60, untilMinute: 7 * 60 };

/** The reminders of an appointment at this wall clock, as the wall clock shows them. */
function remind(
	zone: string,
	[date, hour]: readonly [string, number],
	quietHours: QuietHours | null = NIGHT,
	reminderMinutes: readonly number[] = [1440, 120]
) {
	const startsAt = instantOf(zone, date, hour * 60);
	return remindersFor({ startsAt, reminderMinutes, quietHours, timeZone: zone }).map(
		({ minutesBefore, dueAt }) => `${minutesBefore}: ${shown(zone, dueAt)}`
	);
}

describe('reminders', () => {
	const zone = 'America/New_York';

	it('are due so many minutes before the start, the first one first', () => {
		expect(remind(zone, ['2026-06-09', 14], NIGHT, [120, 1440, 2880])).toEqual([
			'2880: 2026-06-07 14:00',
			'1440: 2026-06-08 14:00',
			'120: 2026-06-09 12:00'
		]);
	});

	it('that would be due in the quiet hours go out when these begin', () => {
		expect(remind(zone, ['2026-06-09', 8])).toEqual([
			'1440: 2026-06-08 08:00',
			'120: 2026-06-08 21:00'
		]);
		const noon = { fromMinute: 12 * 60, untilMinute: 14 * 60 };
		expect(remind(zone, ['2026-06-09', 15], noon, [120])).toEqual(['120: 2026-06-09 12:00']);
	});

	it('at the very beginning and at the end of the quiet hours stay where they are', () => {
		expect(remind(zone, ['2026-06-09', 23], NIGHT, [120])).toEqual(['120: 2026-06-09 21:00']);
		expect(remind(zone, ['2026-06-09', 9], NIGHT, [120])).toEqual(['120: 2026-06-09 07:00']);
	});

	it('that fall on the same moment are one, the nearest to the start', () => {
		expect(remind(zone, ['2026-06-09', 8], NIGHT, [180, 120, 60, 240])).toEqual(
			['60: 2026-06-09 07:00', '120: 2026-06-08 21:00'].reverse()
		);
		expect(remind(zone, ['2026-06-09', 14], null, [60, 60])).toEqual(['60: 2026-06-09 13:00']);
	});

	it('are none where none are wanted', () => {
		expect(remind(zone, ['2026-06-09', 14], NIGHT, [])).toEqual([]);
	});

	it.each([
		[zone, '2026-03-08', '1440: 2026-03-07 09:00'],
		[zone, '2026-11-01', '1440: 2026-10-31 11:00'],
		['Australia/Lord_Howe', '2026-04-05', '1440: 2026-04-04 10:30'],
		['Australia/Lord_Howe', '2026-10-04', '1440: 2026-10-03 09:30']
	])('of a day on which clocks change are 24 hours before the start: %s %s', (where, date, due) => {
		expect(remind(where, [date, 10], null, [1440])).toEqual([due]);
	});

	it('keep to the quiet hours in the night in which clocks change', () => {
		// Without an hour between 2:00 and 3:00, five hours before 8:00 are 2:00 of the night before.
		expect(remind(zone, ['2026-03-08', 8], NIGHT, [300])).toEqual(['300: 2026-03-07 21:00']);
		const late = { fromMinute: 150, untilMinute: 420 };
		expect(remind(zone, ['2026-03-08', 8], late, [300])).toEqual(['300: 2026-03-08 03:00']);
		// 1:30 comes twice: quiet hours begin with the first and end with the second.
		const early = { fromMinute: 90, untilMinute: 420 };
		expect(remind(zone, ['2026-11-01', 8], early, [405])).toEqual(['405: 2026-11-01 01:30']);
		const first = instantOf(zone, '2026-11-01', 90);
		const startsAt = instantOf(zone, '2026-11-01', 480);
		const quietHours = { fromMinute: 21 * 60, untilMinute: 90 };
		const minutes = (startsAt - first) / MINUTE;
		const [second, between] = remindersFor({
			...{ startsAt, quietHours, timeZone: zone },
			reminderMinutes: [minutes - 30, minutes - 60]
		}).map(({ dueAt }) => shown(zone, dueAt));
		expect([second, between]).toEqual(['2026-10-31 21:00', '2026-11-01 01:30']);
	});
});

describe('whatever the schedule, the zone and the day,', () => {
	const minute = fc.integer({ min: 0, max: 1439 });
	const quiet = fc
		.option(fc.record({ fromMinute: minute, untilMinute: minute }))
		.filter((hours) => hours?.fromMinute !== hours?.untilMinute || hours === null);
	const plan = fc.record({
		place: fc.constantFrom(...WINDOWS),
		after: fc.integer({ min: 0, max: 4 * 1440 }),
		reminderMinutes: fc.array(fc.integer({ min: 15, max: 43_200 }), { maxLength: 10 }),
		quietHours: quiet
	});
	const planned = ({
		place,
		after,
		...settings
	}: typeof plan extends fc.Arbitrary<infer T> ? T : never) => {
		const startsAt = instantOf(place.zone, place.from, after);
		const input = { ...settings, startsAt, timeZone: place.zone };
		return { ...input, reminders: remindersFor(input) };
	};

	it('reminders come in order, each at a time of its own and never later than wanted', () => {
		fc.assert(
			fc.property(plan, (wish) => {
				const { reminders, startsAt, reminderMinutes } = planned(wish);
				reminders.forEach(({ minutesBefore, dueAt }, index) => {
					expect(reminderMinutes).toContain(minutesBefore);
					expect(dueAt).toBeLessThanOrEqual(startsAt - minutesBefore * MINUTE);
					expect(dueAt).toBeGreaterThan(reminders[index - 1]?.dueAt ?? -Infinity);
				});
			}),
			{ seed: SEED, numRuns: 500 }
		);
	});

	it('nobody is reminded in the quiet hours, and only those are moved that would be', () => {
		fc.assert(
			fc.property(plan, (wish) => {
				const { reminders, startsAt, quietHours, timeZone } = planned(wish);
				const isQuiet = (at: number) => quietHours !== null && within(quietHours, at, timeZone);
				for (const { minutesBefore, dueAt } of reminders) {
					// The moment at which they begin is not quiet before.
					if (isQuiet(dueAt)) expect(isQuiet(dueAt - 1)).toBe(false);
					if (dueAt < startsAt - minutesBefore * MINUTE) expect(isQuiet(dueAt)).toBe(true);
				}
			}),
			{ seed: SEED, numRuns: 500 }
		);
	});

	it('without quiet hours every reminder is there, once', () => {
		fc.assert(
			fc.property(plan, (wish) => {
				const { reminders, reminderMinutes } = planned({ ...wish, quietHours: null });
				expect(reminders.map(({ minutesBefore }) => minutesBefore)).toEqual(
					[...new Set(reminderMinutes)].sort((one, other) => other - one)
				);
			}),
			{ seed: SEED, numRuns: 200 }
		);
	});
});

/** Whether the zone's clocks show quiet hours. */
function within({ fromMinute, untilMinute }: QuietHours, at: number, zone: string): boolean {
	const shows = minuteOfDay(zone, at);
	return fromMinute < untilMinute
		? shows >= fromMinute && shows < untilMinute
		: shows >= fromMinute || shows < untilMinute;
}

it('a reminder is too late once more than half of its time has passed', () => {
	expect(isTooLate(0, 100, 50)).toBe(false);
	expect(isTooLate(0, 100, 51)).toBe(true);
});
