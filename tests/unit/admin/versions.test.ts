import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../src/lib/scheduling/zoned-time.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import type { BookingChange } from '../../../src/lib/server/bookings/history.ts';
import type { MailRow } from '../../../src/lib/server/mail/log.ts';
import { timelineOf } from '../../../src/routes/admin/_parts/booking/timeline.ts';
import { versionsOf } from '../../../src/routes/admin/_parts/booking/versions.ts';

const place = { timeZone: 'America/New_York', locale: 'en-US' };
const at = (hour: number) => instantOf(place.timeZone, '2026-06-02', hour * 60);
const HOUR = 3_600_000;

const booking = {
	version: 3,
	status: 'confirmed',
	startsAt: at(14),
	endsAt: at(15),
	phone: '555',
	address: '1 Street',
	notes: 'Theirs',
	createdAt: at(1),
	fieldworker: { id: 2, name: 'Tom', color: '#000000' }
} as Booking;

const change = (version: number, more: Partial<BookingChange>): BookingChange => ({
	version,
	at: at(8) + version,
	action: 'edited',
	actor: 'staff',
	channel: 'staff',
	staffName: 'Mai',
	reason: '',
	oldStartsAt: at(14),
	oldEndsAt: at(15),
	newStartsAt: at(14),
	newEndsAt: at(15),
	oldFieldworkerName: 'Tom',
	newFieldworkerName: 'Tom',
	oldDetails: null,
	newDetails: null,
	...more
});
const details = { phone: '555', address: '1 Street', notes: '' };
const edited = change(3, { oldDetails: details, newDetails: { ...details, notes: 'Theirs' } });
const moved = change(3, { action: 'moved', oldStartsAt: at(9), oldEndsAt: at(9) + HOUR });

describe('two versions of a booking', () => {
	it('are set side by side, part by part, with who was first', () => {
		const versions = versionsOf({ ...details, notes: 'Mine' }, booking, [edited], {
			seen: 2,
			place
		});
		expect(versions).toEqual({
			version: 3,
			by: 'Mai, staff',
			at: edited.at,
			parts: [{ name: 'Notes', yours: 'Mine', theirs: 'Theirs' }]
		});
	});

	it('show also what somebody else changed and one did not touch', () => {
		const { parts } = versionsOf({ notes: 'Theirs' }, booking, [moved, edited], { seen: 1, place });
		expect(parts).toEqual([
			{ name: 'Time', yours: null, theirs: 'Tue Jun 2, 2:00 – 3:00 PM' },
			{ name: 'Notes', yours: 'Theirs', theirs: 'Theirs' }
		]);
	});

	it('of a move are its times and fieldworkers', () => {
		const mine = { startsAt: at(11), endsAt: at(12), fieldworkerName: 'Ana' };
		const { parts } = versionsOf(mine, booking, [moved], { seen: 2, place });
		expect(parts).toEqual([
			{
				name: 'Time',
				yours: 'Tue Jun 2, 11:00 AM – 12:00 PM',
				theirs: 'Tue Jun 2, 2:00 – 3:00 PM'
			},
			{ name: 'Fieldworker', yours: 'Ana', theirs: 'Tom' }
		]);
	});
});

describe('the timeline', () => {
	it('has changes and mails in order of time, a mail after the change that caused it', () => {
		const mail = (id: number, createdAt: number) => ({ id, createdAt, staffId: null }) as MailRow;
		const booked = change(1, { action: 'booked', at: at(7) });
		const moments = timelineOf([edited, booked], [mail(2, edited.at + 1), mail(1, at(7))]);
		expect(moments.map(({ key }) => key)).toEqual(['mail 2', 'change 3', 'mail 1', 'change 1']);
	});

	it('has the notices of one thing to several of the staff once', () => {
		const notice = (id: number, staffId: number, createdAt: number) =>
			({ id, staffId, createdAt, kind: 'notice_booked', bookingVersion: 1 }) as MailRow;
		const mails = [notice(5, 1, at(9)), notice(3, 2, at(7)), notice(2, 1, at(7) - 1)];
		const moments = timelineOf([change(1, { action: 'booked', at: at(7) })], mails);
		expect(moments.map(({ key }) => key)).toEqual(['mail 5', 'notices 3', 'change 1']);
		expect(moments[1]).toMatchObject({ notices: [{ id: 3 }, { id: 2 }] });
	});
});
