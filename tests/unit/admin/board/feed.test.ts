import { describe, expect, it } from 'vitest';
import type { Activity } from '../../../../src/lib/server/bookings/activity.ts';
import { nameOf, withNewest } from '../../../../src/routes/admin/_parts/board/feed/newest.ts';
import {
	sayAgo,
	sayHow,
	sayMark,
	sayTimesOf,
	sayWhat,
	sayWho
} from '../../../../src/routes/admin/_parts/board/feed/words.ts';

const place = { timeZone: 'Australia/Sydney', locale: 'en-AU' };
const at = (iso: string) => Date.parse(`${iso}+11:00`);
const now = at('2026-11-23T12:00');

const moved: Activity = {
	bookingId: 1001,
	version: 2,
	at: at('2026-11-23T11:58'),
	action: 'moved',
	actor: 'customer',
	channel: 'email_link',
	staffName: null,
	reason: '',
	customerName: 'Ana Silva',
	serviceName: 'Lesson',
	oldStartsAt: at('2026-11-24T14:00'),
	oldEndsAt: at('2026-11-24T15:00'),
	newStartsAt: at('2026-11-25T15:00'),
	newEndsAt: at('2026-11-25T16:00'),
	oldFieldworkerName: 'Mai',
	newFieldworkerName: 'Mai',
	startsAt: at('2026-11-25T15:00')
};
const byStaff = { actor: 'staff', channel: 'staff', staffName: 'Olga' } as const;
const sentence = (activity: Activity) => {
	const { old, now: present, who } = sayTimesOf(activity, place, now);
	const words = [sayWho(activity), sayWhat(activity), old && `from ${old} to`, present, who];
	return [...words, sayHow(activity)].filter(Boolean).join(' ');
};

describe('the words of the feed', () => {
	it('say who moved what from when to when, and how they came', () => {
		expect(sentence(moved)).toBe(
			'Ana Silva moved Lesson from Tue 24 Nov, 2:00 pm to Wed 25 Nov, 3:00 pm by email link'
		);
		expect(sayMark(moved)).toBe('Moved by customer');
	});

	it('say whose booking it was when staff did it, and with whom it is now', () => {
		const given = { ...moved, ...byStaff, newFieldworkerName: 'Ben' };
		expect(sentence(given)).toBe(
			'Olga moved Ana Silva’s Lesson from Tue 24 Nov, 2:00 pm to Wed 25 Nov, 3:00 pm with Ben instead of Mai'
		);
		expect(sayMark(given)).toBe('Moved by Olga');
		const same = { ...given, newStartsAt: moved.oldStartsAt, newEndsAt: moved.oldEndsAt };
		expect(sayWhat(same)).toBe('gave Ana Silva’s Lesson to Ben');
		const longer = { ...same, newFieldworkerName: 'Mai', newEndsAt: at('2026-11-24T15:30') };
		expect(sentence(longer)).toBe(
			'Olga changed how long Ana Silva’s Lesson takes Tue 24 Nov, 2:00 pm – 3:30 pm'
		);
	});

	it('do not say where it went to whom it was taken from', () => {
		const gone = { ...moved, ...byStaff, newStartsAt: null, newEndsAt: null, startsAt: null };
		expect(sentence({ ...gone, newFieldworkerName: null })).toBe(
			'Olga gave Ana Silva’s Lesson to somebody else Tue 24 Nov, 2:00 pm'
		);
	});

	it('say everything else that can happen', () => {
		const say = (action: Activity['action'], more: Partial<Activity> = byStaff) =>
			sayWhat({ ...moved, ...more, action });
		expect(say('booked', {})).toBe('booked Lesson');
		expect(say('booked')).toBe('booked Lesson for Ana Silva');
		expect(say('cancelled', {})).toBe('cancelled Lesson');
		expect(say('edited')).toBe('changed the details of Ana Silva’s Lesson');
		expect(say('completed')).toBe('completed Ana Silva’s Lesson');
		expect(say('no_show')).toBe('marked that Ana Silva did not come to Lesson');
		expect(say('reopened')).toBe('opened Ana Silva’s Lesson again');
		expect(sayWho({ ...moved, actor: 'system' })).toBe('Reslot');
	});

	it('say how long ago, and after a day when', () => {
		const ago = (minutes: number) => sayAgo(now - minutes * 60_000, now, place);
		expect([0, 1, 59, 60, 1_439].map(ago)).toEqual([
			'just now',
			'1 min ago',
			'59 min ago',
			'1 h ago',
			'23 h ago'
		]);
		expect(ago(1_440)).toBe('Sun 22 Nov, 12:00 pm');
		// Clocks that differ a little do not lead into the future.
		expect(ago(-1)).toBe('just now');
	});
});

describe('the newest of the feed before what was read earlier', () => {
	const line = (bookingId: number, version = 1) => ({ ...moved, bookingId, version });
	const page = (...activity: Activity[]) => ({ activity, more: true, now });
	const names = (list: Activity[]) => list.map(nameOf);

	it('has each once, and the newer words of what is in both', () => {
		const merged = withNewest(
			[line(3), line(2), line(1)],
			page(line(4), { ...line(3), customerName: 'Renamed' }, line(2))
		);
		expect(names(merged)).toEqual(['4.1', '3.1', '2.1', '1.1']);
		expect(merged[1]?.customerName).toBe('Renamed');
	});

	it('stands alone where the two do not meet: there would be a hole', () => {
		expect(names(withNewest([line(1)], page(line(9), line(8))))).toEqual(['9.1', '8.1']);
		expect(withNewest([line(1)], page())).toEqual([]);
	});
});
