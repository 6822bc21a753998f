import { expect, test } from 'vitest';
import { inWords, placeOf, sameClocks } from '../../src/lib/server/mail/when.ts';

const HOUR = 3_600_000;
const sydney = { locale: 'en-AU', timeZone: 'Australia/Sydney' };
const at = (iso: string) => Date.parse(iso);

test('a time is said as people say it, with its zone', () => {
	const start = at('2026-06-04T03:30:00Z');
	expect(inWords(start, start + HOUR, sydney)).toEqual({
		date: 'Thursday 4 June 2026',
		shortDate: 'Thu 4 June',
		time: '1:30 pm',
		span: expect.stringMatching(/^1:30 – 2:30 pm$/),
		zone: 'Sydney time',
		fullZone: 'Australian Eastern Standard Time'
	});
});

test('a zone’s name is in the language of the words around it, the date in the reader’s', () => {
	const start = at('2026-06-04T03:30:00Z');
	const words = inWords(start, start + HOUR, { locale: 'de-DE', timeZone: 'Asia/Kathmandu' });
	expect(words).toMatchObject({ zone: 'Kathmandu time', fullZone: 'Nepal Time' });
	expect(words.date).toBe('Donnerstag, 4. Juni 2026');
});

test('a time that ends after midnight names no second date', () => {
	const start = at('2026-06-04T13:30:00Z');
	expect(inWords(start, start + HOUR, sydney).span).toBe('11:30 pm – 12:30 am');
});

test('in the hour that comes twice the zone’s full name tells which one is meant', () => {
	const first = at('2026-11-01T05:30:00Z');
	const newYork = { locale: 'en-US', timeZone: 'America/New_York' };
	const [one, two] = [first, first + HOUR].map((start) => inWords(start, start + HOUR, newYork));
	expect(one?.time).toBe('1:30 AM');
	expect(two?.time).toBe('1:30 AM');
	expect(one?.fullZone).toBe('Eastern Daylight Time');
	expect(two?.fullZone).toBe('Eastern Standard Time');
});

test('the day before and after a change of the clocks name summer and standard time', () => {
	const names = ['2026-10-03T02:00:00Z', '2026-10-04T02:00:00Z'].map(
		(iso) => inWords(at(iso), at(iso) + HOUR, sydney).fullZone
	);
	expect(names).toEqual(['Australian Eastern Standard Time', 'Australian Eastern Daylight Time']);
});

test('a customer without a zone or language, or with one that is none, reads the business’s', () => {
	const nothing = { locale: null, timeZone: null };
	const broken = { locale: 'xx_!', timeZone: 'Mars/Base' };
	const tokyo = { locale: 'en-US', timeZone: 'Asia/Tokyo' };
	expect(placeOf({ customer: nothing, timeZone: null }, sydney)).toEqual(sydney);
	expect(placeOf({ customer: broken, timeZone: 'Mars/Base' }, sydney)).toEqual(sydney);
	expect(placeOf({ customer: tokyo, timeZone: null }, sydney)).toEqual(tokyo);
});

test('a customer without a zone reads the one in which their booking was made', () => {
	const zoneOf = (profile: string | null, timeZone: string) =>
		placeOf({ customer: { locale: null, timeZone: profile }, timeZone }, sydney).timeZone;
	expect(zoneOf(null, 'Europe/London')).toBe('Europe/London');
	expect(zoneOf('Mars/Base', 'Europe/London')).toBe('Europe/London');
	expect(zoneOf('Asia/Tokyo', 'Europe/London')).toBe('Asia/Tokyo');
});

test('zones with the same clocks are the same to a reader', () => {
	const june = at('2026-06-04T03:30:00Z');
	expect(sameClocks('Australia/Sydney', 'Australia/Melbourne', june)).toBe(true);
	expect(sameClocks('Australia/Sydney', 'Australia/Brisbane', june)).toBe(true);
	expect(sameClocks('Australia/Sydney', 'Australia/Brisbane', at('2026-12-04T03:30:00Z'))).toBe(
		false
	);
});
