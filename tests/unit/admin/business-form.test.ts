import { describe, expect, test } from 'vitest';
import { isLanguage, languages, partsOf } from '../../../src/lib/languages.ts';
import {
	businessForm,
	factsOf,
	formOf
} from '../../../src/routes/admin/settings/business/schema.ts';
import { findZone, sayZone, ZONES } from '../../../src/lib/time-zones.ts';
import { isTimeZone } from '../../../src/lib/scheduling/zoned-time.ts';

const facts = {
	name: 'Test & Daughters',
	timeZone: 'Australia/Sydney',
	locale: 'en-AU-u-hc-h12',
	address: '1 Test Street',
	phone: '',
	email: 'hello@test.example',
	accentColor: '#0f766e',
	weekStart: 1
};

describe('a zone that is typed', () => {
	test.each([
		['Australia/Sydney', 'Australia/Sydney'],
		['  australia/sydney ', 'Australia/Sydney'],
		['new york', 'America/New_York'],
		['New York, America', 'America/New_York'],
		['america/new york', 'America/New_York'],
		['Kolkata', 'Asia/Kolkata'],
		['Asia/Calcutta', 'Asia/Kolkata'],
		['utc', 'UTC'],
		['Atlantis', null],
		['+02:00', null],
		['', null]
	])('%j is %j', (typed, zone) => {
		expect(findZone(typed)).toBe(zone);
	});

	test('every zone of the list can be used, and is found by what the list says', () => {
		expect(ZONES.filter((zone) => !isTimeZone(zone))).toEqual([]);
		expect(ZONES.filter((zone) => findZone(sayZone(zone)) !== zone)).toEqual([]);
		expect(new Set(ZONES).size).toBe(ZONES.length);
	});
});

describe('the language of dates and the clock', () => {
	test('a locale that says no clock has the one that is usual there', () => {
		expect(partsOf('en-AU')).toEqual({ language: 'en-AU', clock: 'h12' });
		expect(partsOf('de-DE')).toEqual({ language: 'de-DE', clock: 'h23' });
		expect(partsOf('en-AU-u-hc-h23')).toEqual({ language: 'en-AU', clock: 'h23' });
	});

	test('every language of the list can be used, and the present one is always in it', () => {
		expect(languages('cy-GB').filter(({ code }) => !isLanguage(code))).toEqual([]);
		expect(languages('cy-GB').map(({ code }) => code)).toContain('cy-GB');
		expect(isLanguage('not a language')).toBe(false);
	});
});

describe('the form of the business', () => {
	test('gives back what it was filled with', () => {
		expect(factsOf(businessForm.parse(formOf(facts)))).toEqual(facts);
	});

	test.each([
		['name', '   '],
		['name', 'x'.repeat(121)],
		['email', 'not an address'],
		['timeZone', 'Nowhere'],
		['language', 'klingon!'],
		['clock', 'h24'],
		['weekStart', '8'],
		['accentColor', 'red']
	])('refuses %s = %j in words', (name, value) => {
		const { error } = businessForm.safeParse({ ...formOf(facts), [name]: value });
		expect(error?.issues.map((issue) => issue.path[0])).toEqual([name]);
		expect(error?.issues[0]?.message).toMatch(/^(Type|Keep|Choose) .+\.$/);
	});

	test('takes out what a database cannot keep', () => {
		const form = businessForm.parse({
			...formOf(facts),
			name: 'A\0b\ud800',
			accentColor: '#0F766E'
		});
		expect(form).toMatchObject({ name: 'Ab\ufffd', accentColor: '#0f766e' });
	});
});
