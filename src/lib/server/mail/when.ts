import { inTheWords, sayTime, sayTimes, zoneName, type Place } from '../../dates.ts';
import { isTimeZone, offsetAt } from '../../scheduling/zoned-time.ts';

/** A time as people say it. `zone` is "Sydney time", `fullZone` its full name on that very day. */
export type TimeInWords = {
	date: string;
	shortDate: string;
	time: string;
	span: string;
	zone: string;
	fullZone: string;
};

/** What is known of where a booking's customer reads. */
type Reader = {
	customer: { locale: string | null; timeZone: string | null };
	timeZone: string | null;
};

/**
 * Where the customer of a booking reads: their own language and zone where they are known and real. The
 * zone is the one of their profile, else the one in which the booking was made or moved.
 */
export function placeOf({ customer, timeZone }: Reader, business: Place): Place {
	const zone = [customer.timeZone, timeZone].find((name) => name !== null && isTimeZone(name));
	return {
		locale: customer.locale && isLocale(customer.locale) ? customer.locale : business.locale,
		timeZone: zone ?? business.timeZone
	};
}

/**
 * A time in a reader's words: "Tuesday 4 June 2026", "1:30 pm", "Sydney time". Instants in epoch
 * milliseconds. The zone's full name is that of the start, so it tells summer from standard time,
 * also in the hour that the clocks show twice (R11). It is in the language of the words around it.
 */
export function inWords(startsAt: number, endsAt: number, place: Place): TimeInWords {
	return {
		date: say(startsAt, place, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
		shortDate: say(startsAt, place, { weekday: 'short', day: 'numeric', month: 'long' }),
		time: sayTime(startsAt, place),
		span: sayTimes(startsAt, endsAt, place),
		zone: zoneName(place.timeZone),
		fullZone: fullZoneName(startsAt, place)
	};
}

/** Whether the clocks of two zones show the same time at this instant. */
export function sameClocks(oneZone: string, otherZone: string, instant: number): boolean {
	return offsetAt(oneZone, instant) === offsetAt(otherZone, instant);
}

function say(at: number, place: Place, options: Intl.DateTimeFormatOptions): string {
	return new Intl.DateTimeFormat(place.locale, { ...options, timeZone: place.timeZone }).format(at);
}

function fullZoneName(at: number, { locale, timeZone }: Place): string {
	const parts = new Intl.DateTimeFormat(inTheWords(locale), {
		timeZone,
		timeZoneName: 'long'
	}).formatToParts(at);
	return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** Whether dates can be said in this language. */
export function isLocale(text: string): boolean {
	try {
		return Intl.DateTimeFormat.supportedLocalesOf(text).length > 0;
	} catch {
		return false;
	}
}
