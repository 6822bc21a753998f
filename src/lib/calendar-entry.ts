import { sayDay, sayTimes, zoneAbbreviation, zoneName, type Place } from './dates.ts';
import { wordsFor } from './words/index.ts';

/** What a calendar shows of a booking; each but `description` is one line. */
type CalendarEntry = {
	title: string;
	location: string;
	description: string;
	startsAt: number;
	endsAt: number;
};

type Booked = {
	id: number;
	startsAt: number;
	endsAt: number;
	address: string;
	service: { name: string };
	fieldworker: { name: string };
};
type Business = { name: string; address: string; phone: string; email: string };

/**
 * A booking in the words of a calendar entry, on the clocks and in the language of `place`. Calendars are shared with
 * family and colleagues, so it has no private link (R5).
 */
export function calendarEntry(booking: Booked, business: Business, place: Place): CalendarEntry {
	const { startsAt, endsAt, service, fieldworker } = booking;
	const { calendar: words } = wordsFor(place.locale).booking;
	const zone = `${zoneName(place.timeZone)} (${zoneAbbreviation(startsAt, place)})`;
	const reach = [business.phone, business.email].filter(Boolean).join(', ');
	return {
		title: `${service.name} – ${business.name}`,
		location: booking.address || business.address,
		description: [
			// Whoever reads it may do so in any year.
			`${sayDay(startsAt, place, 0)}, ${sayTimes(startsAt, endsAt, place)}, ${zone}`,
			words.withWhom(service.name, fieldworker.name),
			words.number(booking.id),
			'',
			words.more(business.name),
			...(reach ? [`${business.name}: ${reach}`] : [])
		].join('\n'),
		startsAt,
		endsAt
	};
}

/**
 * Where an entry can be added to the calendars that most people have: each opens a form that is filled
 * in. They are other companies', so nothing secret may be in the entry.
 */
export function calendarLinks({ title, location, description, startsAt, endsAt }: CalendarEntry) {
	const iso = (at: number) => new Date(at).toISOString().replace(/\.\d+/, '');
	const compact = (at: number) => iso(at).replace(/[-:]/g, '');
	const google = new URLSearchParams({
		action: 'TEMPLATE',
		text: title,
		dates: `${compact(startsAt)}/${compact(endsAt)}`,
		details: description,
		location
	});
	const outlook = new URLSearchParams({
		path: '/calendar/action/compose',
		rru: 'addevent',
		subject: title,
		startdt: iso(startsAt),
		enddt: iso(endsAt),
		// It is read as HTML.
		body: description.replace(/[<>&]/g, ' ').replaceAll('\n', '<br>'),
		location
	});
	return {
		google: `https://calendar.google.com/calendar/render?${google}`,
		outlook: `https://outlook.live.com/calendar/0/deeplink/compose?${outlook}`
	};
}
