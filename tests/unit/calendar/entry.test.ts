import { expect, test } from 'vitest';
import { calendarEntry, calendarLinks } from '../../../src/lib/calendar-entry.ts';
import { booking, business } from '../mail/subject.ts';

const entry = calendarEntry(booking, business, business);

test('an entry says what, where and when, with the year and the zone', () => {
	expect(entry).toMatchObject({
		title: 'Deep clean – Harbour Home Care',
		location: '14 Cliff Street'
	});
	expect(entry.description.split('\n')).toEqual([
		'Thursday 4 June 2026, 1:30 – 2:30 pm, Sydney time (AEST)',
		'Deep clean with Noah Fletcher',
		'Booking no. 1042',
		'',
		'All about it is in the email from Harbour Home Care.',
		'Harbour Home Care: 02 5550 1234, hello@harbour.example'
	]);
});

test('where the customer gave no address, it takes place at the business', () => {
	const { location } = calendarEntry({ ...booking, address: '' }, business, business);
	expect(location).toBe('22 Alfred Street');
});

test('Google and Outlook are given the instants in UTC', () => {
	const { google, outlook } = calendarLinks(entry);
	const asked = new URL(google).searchParams;
	expect(asked.get('dates')).toBe('20260604T033000Z/20260604T043000Z');
	expect(asked.get('text')).toBe(entry.title);
	expect(asked.get('details')).toBe(entry.description);
	const other = new URL(outlook).searchParams;
	expect(other.get('startdt')).toBe('2026-06-04T03:30:00Z');
	expect(other.get('enddt')).toBe('2026-06-04T04:30:00Z');
	expect(other.get('subject')).toBe(entry.title);
});

test('a name can be no HTML in Outlook, and no second parameter anywhere', () => {
	const odd = { ...booking, service: { name: '<b>&start=1' } };
	const { google, outlook } = calendarLinks(calendarEntry(odd, business, business));
	expect(new URL(outlook).searchParams.get('body')).not.toContain('<b>');
	expect([...new URL(google).searchParams.keys()]).toEqual([
		...['action', 'text', 'dates', 'details', 'location']
	]);
});
