import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { calendarFileOf, inviteOf } from '../../../src/lib/server/calendar/invite.ts';
import { booking, business, SECRET, START, HOUR } from '../mail/subject.ts';

const stamp = Date.parse('2026-05-01T00:00:00Z');
const organizer = 'bookings@mg.example.com';
const invite = (changes: Partial<Parameters<typeof inviteOf>[0]> = {}) =>
	inviteOf({ booking, business, stamp, organizer, method: 'REQUEST', ...changes });

/** The one event of a calendar, as another library reads it. */
function read(text: string) {
	const calendar = new ICAL.Component(ICAL.parse(text));
	expect(calendar.getAllSubcomponents()).toHaveLength(1);
	const component = calendar.getFirstSubcomponent('vevent')!;
	const event = new ICAL.Event(component, { strictExceptions: true });
	const property = (name: string) => component.getFirstProperty(name);
	return { calendar, component, event, property };
}

describe('an invite', () => {
	const { calendar, event, property } = read(invite());

	test('is the booking, under its own name for life, in its present version', () => {
		expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
		expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
		expect(event.uid).toBe('c0ffee');
		expect(event.sequence).toBe(2);
		expect(property('status')?.getFirstValue()).toBe('CONFIRMED');
		expect(event.summary).toBe('Deep clean – Harbour Home Care');
		expect(event.location).toBe('14 Cliff Street');
	});

	test('names the instants in UTC, and the local time in words', () => {
		expect(event.startDate.toString()).toBe('2026-06-04T03:30:00Z');
		expect(event.endDate.toJSDate().getTime()).toBe(START + HOUR);
		expect(property('dtstamp')?.getFirstValue()?.toString()).toBe('2026-05-01T00:00:00Z');
		expect(event.description).toContain(
			'Thursday 4 June 2026, 1:30 – 2:30 pm, Sydney time (AEST)\nDeep clean with Noah Fletcher'
		);
	});

	test('comes from the organizer, to the customer, who need not answer', () => {
		expect(property('organizer')?.getFirstValue()).toBe(`mailto:${organizer}`);
		const [attendee, ...others] = event.attendees;
		expect(others).toEqual([]);
		expect(String(attendee?.getFirstValue()).toLowerCase()).toBe('mailto:m@x.test');
		expect(attendee?.getParameter('partstat')).toBe('ACCEPTED');
		expect(attendee?.getParameter('rsvp')).toBe('FALSE');
		expect(attendee?.getParameter('cn')).toBe('Mia Laurent');
	});

	test('has no private link and no notes: calendars are shared', () => {
		expect(invite()).not.toMatch(/https?:/);
		expect(invite()).not.toContain(SECRET);
		expect(invite()).not.toContain('Ring twice');
	});

	test('of a booking that was moved is the same one, later', () => {
		const moved = { ...booking, version: 3, startsAt: START + HOUR, endsAt: START + 2 * HOUR };
		const later = read(invite({ booking: moved })).event;
		expect(later.uid).toBe(event.uid);
		expect(later.sequence).toBe(3);
		expect(later.startDate.toString()).toBe('2026-06-04T04:30:00Z');
	});

	test('of a cancelled booking crosses it out', () => {
		const cancelled = { ...booking, version: 4, status: 'cancelled' } as const;
		const gone = read(invite({ booking: cancelled, method: 'CANCEL' }));
		expect(gone.calendar.getFirstPropertyValue('method')).toBe('CANCEL');
		expect(gone.property('status')?.getFirstValue()).toBe('CANCELLED');
		expect(gone.event.uid).toBe(event.uid);
		expect(gone.event.sequence).toBe(4);
		expect(gone.event.attendees).toHaveLength(1);
	});

	test('is right over the days on which clocks change', () => {
		// 2:30 am of the day on which Sydney's clocks go from 3 back to 2: the second one.
		const startsAt = Date.parse('2026-04-04T16:30:00Z');
		const night = { ...booking, startsAt, endsAt: startsAt + HOUR };
		const { event } = read(invite({ booking: night }));
		expect(event.startDate.toJSDate().getTime()).toBe(startsAt);
		expect(event.duration.toSeconds()).toBe(3600);
		expect(event.description).toContain('2:30 am AEST – 3:30 am, Sydney time (AEST)');
	});
});

test('the file for the customer’s own calendar is the same entry, and asks nobody', () => {
	const { calendar, event, property } = read(
		calendarFileOf({ booking, business, place: business, stamp })
	);
	expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
	expect(event.uid).toBe('c0ffee');
	expect(event.sequence).toBe(2);
	expect(event.attendees).toEqual([]);
	expect(property('organizer')).toBeNull();
});

test('whatever people are called, an invite can be read, and says what they typed', () => {
	const typed = fc.string({
		unit: fc.oneof(
			fc.constantFrom(
				'\r\n',
				'\n',
				'\r',
				'"',
				'\\',
				';',
				':',
				',',
				'^',
				'\t',
				'\0',
				'\u2028',
				'\u202e'
			),
			fc.constantFrom(
				'\r\nATTENDEE:mailto:eve@x.test',
				'\\n',
				'^n',
				'🎉',
				'é',
				'漢字',
				'نور',
				'\ud800'
			),
			fc.string({ minLength: 1, maxLength: 2, unit: 'grapheme' }),
			fc.constant('長い'.repeat(60))
		),
		maxLength: 15
	});
	const flat = (text: string) =>
		text.replace(/[\p{Cc}\s\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, '');
	fc.assert(
		fc.property(typed, typed, (name, other) => {
			const text = invite({
				booking: {
					...booking,
					address: `x${other}`,
					service: { ...booking.service, name: `x${name}` },
					fieldworker: { ...booking.fieldworker, name: other },
					customer: { ...booking.customer, name }
				},
				business: { ...business, name: `x${other}` }
			});
			expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
			expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
			expect(text.isWellFormed()).toBe(true);
			for (const line of text.split('\r\n')) {
				expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
			}
			const { event, component } = read(text);
			expect(event.attendees).toHaveLength(1);
			expect(component.getAllProperties()).toHaveLength(12);
			expect(flat(event.summary)).toContain(flat(`x${name}`.toWellFormed()).slice(0, 250));
			const uids = component.getAllProperties('uid');
			expect(uids.map((uid) => uid.getFirstValue())).toEqual(['c0ffee']);
		}),
		{ numRuns: 300 }
	);
});
