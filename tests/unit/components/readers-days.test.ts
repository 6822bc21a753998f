import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayOfTimes } from '../../../src/lib/components/times/months.ts';
import { PARTS, partOfDay } from '../../../src/lib/components/times/parts.ts';
import {
	firstStart,
	readersDays,
	rememberParts
} from '../../../src/lib/components/times/readers-days.ts';
import { localDateOf } from '../../../src/lib/dates.ts';
import type { Policy } from '../../../src/lib/scheduling/policy.ts';
import {
	addDays,
	endOfDay,
	localDate,
	startOfDay
} from '../../../src/lib/scheduling/zoned-time.ts';
import { datesOnOffer, readMonth } from '../../../src/routes/(portal)/month.ts';

const MINUTE = 60_000;
/** What of the rules bounds the times on offer. */
const policy: Policy = {
	allowReschedule: true,
	allowCancel: true,
	realTimeAvailability: true,
	rescheduleNoticeHours: 24,
	cancelNoticeHours: 24,
	tooLateWords: '',
	leadTimeMinutes: 90,
	slotIntervalMinutes: 30,
	furthestDays: 240,
	maxMoves: null,
	holdMinutes: 5,
	allowEditDetails: true,
	requireCancelComment: false,
	rescheduleFieldworker: 'keep',
	freezeTerms: false,
	requireEmailProof: false
};
const SYDNEY = 'Australia/Sydney';

/** Zones half an hour and three quarters off, on both sides of the date line, and with odd changes. */
const ZONES = [
	SYDNEY,
	'Australia/Lord_Howe',
	'Australia/Eucla',
	'Australia/Adelaide',
	'Asia/Kathmandu',
	'Asia/Kolkata',
	'Pacific/Kiritimati',
	'Pacific/Pago_Pago',
	'Pacific/Chatham',
	'America/New_York',
	'America/St_Johns',
	'America/Havana',
	'America/Santiago',
	'Africa/Cairo',
	'Asia/Beirut',
	'Europe/London',
	'UTC'
];
const zone = fc.constantFrom(...ZONES);

/** Starts every half hour of the open hours of some days, as the server sends them. */
function daysIn(rulesZone: string, from: string, until: string): DayOfTimes[] {
	const days: DayOfTimes[] = [];
	for (let date = from; date < until; date = addDays(date, 1)) {
		const starts: number[] = [];
		const end = endOfDay(rulesZone, date);
		for (let at = startOfDay(rulesZone, date); at < end; at += 30 * MINUTE) starts.push(at);
		const held = starts.filter((_, index) => index % 7 === 3);
		days.push({ date, starts: starts.filter((start) => !held.includes(start)), held });
	}
	return days;
}

const allOf = (days: readonly DayOfTimes[]) =>
	days.flatMap(({ starts, held }) => [...starts, ...held]);
const ascending = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);

describe('the days of a reader in another zone', () => {
	it('have each start once, on the date that the reader’s clocks show then', () => {
		fc.assert(
			fc.property(
				zone,
				zone,
				// Over a year, so over every change of the clocks on either side.
				fc.integer({ min: 0, max: 365 }),
				(rulesZone, timeZone, offset) => {
					const from = addDays('2026-08-01', offset);
					const days = daysIn(rulesZone, from, addDays(from, 4));
					const read = readersDays({ days }, { timeZone });
					expect(ascending(allOf(read))).toEqual(ascending(allOf(days)));
					for (const { date, starts, held } of read) {
						for (const start of [...starts, ...held]) {
							expect(localDateOf(start, timeZone)).toBe(date);
						}
						expect(starts).toEqual(ascending(starts));
					}
					expect(read.map(({ date }) => date)).toEqual(read.map(({ date }) => date).toSorted());
				}
			),
			{ numRuns: 150 }
		);
	});

	it('are whole months, none missing a start and none with one of its neighbour’s', async () => {
		const now = Date.parse('2026-09-14T22:45:00Z');
		await fc.assert(
			fc.asyncProperty(zone, zone, fc.integer({ min: 0, max: 7 }), async (rules, shown, count) => {
				const bounds = datesOnOffer(policy, now, rules, shown);
				const month = addDays('2026-09-14', count * 30).slice(0, 7);
				const readOffer = async ({ from, until }: { from: string; until: string }) => {
					// No longer than what one connection may watch.
					expect((Date.parse(until) - Date.parse(from)) / 86_400_000).toBeLessThanOrEqual(34);
					const days = daysIn(rules, from, until);
					return { version: 1, at: now, timeZone: rules, realTime: true, days };
				};
				const read = await readMonth(bounds, { month }, readOffer);
				const all = allOf(daysIn(rules, bounds.from, bounds.until));
				const wanted = all.filter((start) => localDate(shown, start).startsWith(month));
				const got = allOf(readersDays(read!, { timeZone: shown, month }));
				expect(ascending(got)).toEqual(ascending(wanted));
			}),
			{ numRuns: 60 }
		);
	});

	it('put a late evening in Sydney on the day before in New York, and it is found by that date', () => {
		const nine = Date.parse('2026-11-24T09:00:00+11:00');
		const days = [{ date: '2026-11-24', starts: [nine], held: [] }];
		expect(readersDays({ days }, { timeZone: 'America/New_York' })).toEqual([
			{ date: '2026-11-23', starts: [nine], held: [] }
		]);
		expect(readersDays({ days }, { timeZone: 'America/New_York', month: '2026-12' })).toEqual([]);
	});

	it('have only what can be chosen: the wanted part of the day, and not the time that one has', () => {
		const at = (time: string) => Date.parse(`2026-11-24T${time}:00+11:00`);
		const [early, late] = [at('09:00'), at('18:00')];
		const days = [{ date: '2026-11-24', starts: [early, late], held: [at('10:00')] }];
		const reader = { timeZone: SYDNEY };
		expect(readersDays({ days }, { ...reader, part: 'evening' })).toEqual([
			{ date: '2026-11-24', starts: [late], held: [] }
		]);
		expect(readersDays({ days }, { ...reader, part: 'afternoon' })).toEqual([]);
		expect(readersDays({ days }, { ...reader, present: early })[0]?.starts).toEqual([late]);
		expect(firstStart(readersDays({ days }, { ...reader, part: 'evening' }))).toBe(late);
		expect(firstStart([])).toBeNull();
	});
});

describe('the parts of the day', () => {
	it('go by the clocks of whoever reads', () => {
		const at = Date.parse('2026-11-24T11:59:00+11:00');
		expect(partOfDay(at, SYDNEY)).toBe('morning');
		expect(partOfDay(at + MINUTE, SYDNEY)).toBe('afternoon');
		expect(partOfDay(at + 5 * 60 * MINUTE + MINUTE, SYDNEY)).toBe('evening');
		expect(partOfDay(at, 'America/New_York')).toBe('evening');
	});

	it('that there once were do not go while somebody may be choosing, but in another zone', () => {
		const parts = rememberParts();
		const day = daysIn(SYDNEY, '2026-11-24', '2026-11-25');
		const morning = readersDays({ days: day }, { timeZone: SYDNEY, part: 'morning' });
		expect(parts(morning, SYDNEY, undefined)).toEqual(['morning']);
		expect(parts(day, SYDNEY, undefined)).toEqual([...PARTS]);
		expect(parts([], SYDNEY, undefined)).toEqual([...PARTS]);
		expect(parts([], 'UTC', 'evening')).toEqual(['evening']);
	});
});
