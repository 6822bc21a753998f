import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { offsetsBetween } from '../../../src/lib/scheduling/zone-offsets.ts';
import {
	addDays,
	instantOf,
	localDate,
	minuteOfDay,
	offsetAt
} from '../../../src/lib/scheduling/zoned-time.ts';
import { SEED } from './arbitraries.ts';
import { firstInstant, MINUTE } from './reference.ts';

const ZONES = [
	'America/New_York',
	'Europe/Berlin',
	'Australia/Lord_Howe',
	'Pacific/Chatham',
	'Asia/Kathmandu',
	'Pacific/Apia',
	'Africa/Casablanca',
	'Australia/Sydney',
	'Africa/Cairo',
	'America/Havana',
	'America/Noronha',
	'UTC'
];
const FIRST = Date.UTC(1973, 0);
const LAST = Date.UTC(2038, 0);
const DAY = 86_400_000;

function expectLikeTemporal(zone: string, instant: number): void {
	const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
	expect(offsetAt(zone, instant)).toBe(zoned.offsetNanoseconds / 1e6);
	expect(localDate(zone, instant)).toBe(zoned.toPlainDate().toString());
	expect(minuteOfDay(zone, instant)).toBe(zoned.hour * 60 + zoned.minute);
}

/** Every change of clocks from 2009 to 2027, found by asking Temporal for the next one. */
function changesOf(zone: string): number[] {
	const changes: number[] = [];
	let at = Temporal.Instant.from('2009-01-01T00:00Z').toZonedDateTimeISO(zone);
	for (;;) {
		const next = at.getTimeZoneTransition('next');
		if (!next || next.year > 2027) return changes;
		changes.push(next.epochMilliseconds);
		at = next;
	}
}

describe.each(ZONES)('%s', (zone) => {
	test('an instant shows what Temporal says it shows', () => {
		fc.assert(
			fc.property(fc.integer({ min: FIRST, max: LAST }), (instant) =>
				expectLikeTemporal(zone, instant)
			),
			{ seed: SEED, numRuns: 60 }
		);
	});

	test('around every change of clocks too, to the millisecond', () => {
		for (const change of changesOf(zone)) {
			for (const away of [-DAY, -1, 0, 1, DAY]) expectLikeTemporal(zone, change + away);
			const spans = offsetsBetween(zone, change - DAY, change + DAY);
			expect(spans.map((span) => [span.from, span.until])).toEqual([
				[change - DAY, change],
				[change, change + DAY]
			]);
		}
	});

	test('a wall clock is first shown when Temporal says so', () => {
		const date = fc.integer({ min: FIRST / DAY, max: LAST / DAY });
		fc.assert(
			fc.property(date, fc.integer({ min: 0, max: 1440 }), (day, minute) => {
				const date = new Date(day * DAY).toISOString().slice(0, 10);
				expect(instantOf(zone, date, minute)).toBe(firstInstant(zone, date, minute));
			}),
			{ seed: SEED, numRuns: 60 }
		);
	});

	test('on the days around a change of clocks too, every quarter of an hour', () => {
		for (const change of changesOf(zone).slice(-6)) {
			const date = localDate(zone, change);
			for (const days of [-1, 0]) {
				const day = addDays(date, days);
				for (let minute = 0; minute <= 1440; minute += 15) {
					expect(instantOf(zone, day, minute)).toBe(firstInstant(zone, day, minute));
				}
			}
		}
	});
});

describe('what is remembered of zones', () => {
	test('years without a change of clocks are one stretch', () => {
		const [from, until] = [Date.UTC(2000, 0), Date.UTC(2010, 0)];
		expect(offsetsBetween('Asia/Kathmandu', from, until)).toEqual([
			{ from, until, offset: 345 * MINUTE }
		]);
	});

	test('more zones and years than are kept still give right answers', () => {
		const zones = Intl.supportedValuesOf('timeZone').slice(0, 80);
		for (const zone of zones) offsetAt(zone, Date.UTC(2026, 6));
		for (let year = 1980; year < 2030; year++) {
			expect(localDate('Europe/Berlin', Date.UTC(year, 0, 1))).toBe(`${year}-01-01`);
		}
		for (const zone of zones.slice(0, 5)) expectLikeTemporal(zone, Date.UTC(2026, 6));
	});
});
