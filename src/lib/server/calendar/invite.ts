import ical, {
	ICalAttendeeStatus,
	ICalCalendarMethod,
	ICalEventStatus,
	ICalEventTransparency,
	type ICalEventData
} from 'ical-generator';
import { calendarEntry } from '../../calendar-entry.ts';
import type { Place } from '../../dates.ts';
import type { Booking } from '../bookings/find.ts';
import { oneLine } from '../mail/address.ts';
import { placeOf } from '../mail/when.ts';
import type { Business } from '../settings/business.ts';

const PRODUCT = { company: 'Reslot', product: 'Reslot' };

/** A booking that becomes iCalendar. `stamp` is when that is done, in epoch milliseconds. */
type Subject = { booking: Booking; business: Business; stamp: number };

/**
 * The invite that goes with a mail: calendars enter, move or cross out the booking by it. They know it
 * by its UID, which is one for life, and take what has a higher SEQUENCE, the booking's version, from
 * `organizer` (an address) and nobody else, so that must never change. Without the private link.
 *
 * Times are instants in UTC, which every calendar shows on its owner's own clocks (R11). A VTIMEZONE
 * would only add rules about clocks that may be out of date; that is for what repeats.
 */
export function inviteOf({
	organizer,
	method,
	...subject
}: Subject & { organizer: string; method: 'REQUEST' | 'CANCEL' }): string {
	const { customer } = subject.booking;
	const email = oneLine(customer.email);
	return toText(ICalCalendarMethod[method], {
		...eventOf(subject, placeOf(subject.booking, subject.business)),
		status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
		organizer: {
			name: forParameter(subject.business.name) || organizer,
			email: oneLine(organizer)
		},
		attendees: [
			{
				name: forParameter(customer.name) || email,
				email,
				status: ICalAttendeeStatus.ACCEPTED,
				rsvp: false
			}
		]
	});
}

/**
 * The file with which a customer adds the booking to their calendar. It asks nobody anything, and is
 * the same entry as that of the invites, in words for the `place` of whoever reads the page.
 */
export function calendarFileOf({ place, ...subject }: Subject & { place: Place }): string {
	const cancelled = subject.booking.status === 'cancelled';
	return toText(ICalCalendarMethod.PUBLISH, {
		...eventOf(subject, place),
		status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED
	});
}

function eventOf({ booking, business, stamp }: Subject, place: Place): ICalEventData {
	const { title, location, description } = calendarEntry(booking, business, place);
	return {
		id: booking.calendarUid,
		sequence: booking.version,
		stamp: new Date(stamp),
		start: new Date(booking.startsAt),
		end: new Date(booking.endsAt),
		summary: oneLine(title),
		description: description.split('\n').map(oneLine).join('\n'),
		location: oneLine(location) || null,
		transparency: ICalEventTransparency.OPAQUE
	};
}

function toText(method: ICalCalendarMethod, event: ICalEventData): string {
	// The last line has to end as all others do.
	return `${ical({ prodId: PRODUCT, method, events: [event] }).toString()}\r\n`;
}

/** Many calendars do not know how a quote is written inside a name. */
const forParameter = (name: string) => oneLine(name).replaceAll('"', '’');
