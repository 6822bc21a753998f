import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inWords } from '../../src/lib/server/mail/when.ts';
import {
	inList,
	inTongue,
	localDateOf,
	sayDay,
	sayDuration,
	sayElsewhere,
	sayLocalDate,
	saySpanBriefly,
	sayTime,
	sayTimeApart,
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

it.each([
	[0, 'de-DE', '0 minutes'],
	[90, 'de-DE', '1 hour 30 minutes'],
	[90, 'en-GB', '1 hour 30 minutes']
])('%i minutes are said to a reader of %s as the words around them', (minutes, locale, words) => {
	expect(sayDuration(minutes, locale)).toBe(words);
});

describe('what the clocks of another zone show', () => {
	const london = { timeZone: 'Europe/London', locale: 'en-AU' };
	const lateInSydney = Date.parse('2026-11-24T23:30:00+11:00');

	it('is a time, where the day is the same', () => {
		expect(sayElsewhere(lateInSydney, london, 'Australia/Sydney')).toBe('11:30 pm in Sydney');
	});

	it('has its day where that is another one', () => {
		expect(sayElsewhere(twoOClock, sydney, 'America/New_York')).toBe(
			'Mon 23 Nov, 10:00 pm in New York'
		);
	});

	it('is a span, and may reach into the next day', () => {
		const hour = 3_600_000;
		const say = (at: number) => sayElsewhere(at, london, 'Australia/Sydney', at + hour);
		expect(say(twoOClock)).toBe('2:00 – 3:00 pm in Sydney');
		expect(say(lateInSydney)).toBe('11:30 pm – 12:30 am in Sydney');
	});

	it('is nothing where both show the same', () => {
		expect(sayElsewhere(twoOClock, sydney, 'Australia/Melbourne')).toBeNull();
	});

	it('is half an hour off where the zone is, also on a day when clocks change', () => {
		const say = (at: string) => sayElsewhere(Date.parse(at), sydney, 'Australia/Adelaide');
		expect(say('2026-04-05T01:30:00+11:00')).toBe('1:00 am in Adelaide');
		// The hour that comes twice in Sydney comes half an hour later in Adelaide.
		expect(say('2026-04-05T02:30:00+10:00')).toBe('2:00 am ACST in Adelaide');
	});
});

it('only a time that the clock shows twice has the zone’s abbreviation', () => {
	const say = (at: string) => sayWhen(Date.parse(at), sydney);
	expect(say('2026-04-05T02:30:00+11:00')).toMatch(/, 2:30 am AEDT$/);
	expect(say('2026-04-05T02:30:00+10:00')).toMatch(/, 2:30 am AEST$/);
	expect(say('2026-04-05T01:30:00+11:00')).toMatch(/, 1:30 am$/);
	expect(say('2026-04-05T03:00:00+10:00')).toMatch(/, 3:00 am$/);
});

describe('things in a list', () => {
	const say = (count: number, locale: string) =>
		inList([{ is: 'a' }, { is: 'b' }, { is: 'c' }].slice(0, count), locale)
			.map((part) => (typeof part === 'string' ? part : part.is))
			.join('');

	it('have between them what the language of the words puts there', () => {
		expect(say(1, 'en-AU')).toBe('a');
		expect(say(2, 'en-AU')).toBe('a or b');
		expect(say(3, 'en-AU')).toBe('a, b or c');
		expect(say(2, 'de-DE')).toBe('a or b');
	});
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
		const apart = starts.map((at) => sayTimeApart(at, { timeZone, locale }));
		expect(new Set(apart).size).toBe(8);
		const spans = starts.map((at) =>
			saySpanBriefly(at, at + 900_000, { timeZone, locale }).split(',')
		);
		expect(new Set(spans.map(([day]) => day)).size).toBeLessThanOrEqual(2);
	});
});

describe('a span on the night on which clocks go back', () => {
	const HOUR = 3_600_000;
	const at = Date.parse('2026-04-05T02:00:00+11:00');

	it('says both its ends, with what tells them apart', () => {
		expect(sayTimes(at, at + HOUR, sydney)).toBe('2:00 am AEDT – 2:00 am AEST');
		expect(sayTimes(at, at + HOUR / 2, sydney)).toBe('2:00 am AEDT – 2:30 am AEDT');
		expect(sayTimes(at - HOUR, at + 2 * HOUR, sydney)).toBe('1:00 – 3:00 am');
		expect(saySpanBriefly(at, at + HOUR, sydney)).toBe('Sun 5 Apr, 2:00 am AEDT – 2:00 am AEST');
		expect(sayElsewhere(at, { ...sydney, timeZone: 'UTC' }, 'Australia/Sydney', at + HOUR)).toMatch(
			/2:00 am AEDT – 2:00 am AEST in Sydney$/
		);
		expect(inWords(at, at + HOUR, sydney).span).toBe('2:00 am AEDT – 2:00 am AEST');
	});

	it.each([
		['Australia/Sydney', '2026-04-04T16:00:00Z'],
		['America/New_York', '2026-11-01T06:00:00Z'],
		['Europe/London', '2026-10-25T01:00:00Z'],
		['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
		['Antarctica/Troll', '2026-10-25T01:00:00Z'],
		['Asia/Beirut', '2026-10-24T21:00:00Z']
	])('says no two spans alike, and no two ends, in %s', (timeZone, change) => {
		const middle = Date.parse(change);
		const quarters = fc.integer({ min: -24, max: 24 }).map((count) => middle + count * 900_000);
		const lasting = fc.integer({ min: 1, max: 16 }).map((count) => count * 900_000);
		const span = fc.tuple(quarters, lasting);
		fc.assert(
			fc.property(fc.constantFrom('en-AU', 'en-US', 'en-GB'), span, span, (locale, one, other) => {
				const place = { timeZone, locale };
				const say = ([from, length]: [number, number]) => sayTimes(from, from + length, place);
				const [start, end, ...more] = say(one).split(/ ?– ?/);
				expect(more).toEqual([]);
				expect(end).toBeTruthy();
				expect(start).not.toBe(end);
				if (one.join() !== other.join()) expect(say(one)).not.toBe(say(other));
			})
		);
	});
});

describe('dates in another language than the page', () => {
	it('are marked, and only they', () => {
		expect(inTongue('en-AU')).toEqual({});
		expect(inTongue('en-GB-u-hc-h12')).toEqual({});
		expect(inTongue('de-DE-u-hc-h23')).toEqual({ lang: 'de-DE', dir: 'ltr' });
		expect(inTongue('ar-EG')).toEqual({ lang: 'ar-EG', dir: 'rtl' });
	});

	it('stay in one piece in a sentence of ours', () => {
		const say = (locale: string) =>
			sayElsewhere(twoOClock, { timeZone: 'UTC', locale }, 'Australia/Sydney');
		expect(say('he-IL')).toMatch(/^\u2068[^\u2069]+\u2069 in Sydney$/);
		expect(say('en-GB')).not.toMatch(/[\u2068\u2069]/);
	});
});
