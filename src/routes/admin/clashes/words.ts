import { sayDuration, sayTimes, sayWhenBriefly, type Place } from '$lib/dates';
import { localDate } from '$lib/scheduling/zoned-time';
import type { SharedTime } from '$lib/server/bookings/clashes';

const MINUTE = 60_000;

/**
 * What overlaps. Where only the time to get ready or to travel does, it is that which is too short:
 * the bookings themselves do not meet.
 */
export function sayOverlap({ bookings, blocked, from, until }: SharedTime, place: Place): string {
	const spans = [...bookings, ...(blocked ? [blocked] : [])];
	const start = Math.max(...spans.map(({ startsAt }) => startsAt));
	const end = Math.min(...spans.map(({ endsAt }) => endsAt));
	if (start < end) {
		return `Both from ${sayTimes(start, end, place)} (${sayDuration((end - start) / MINUTE)})`;
	}
	const missing = sayDuration(Math.ceil((until - from) / MINUTE));
	return `They do not overlap, but ${missing} of the time kept free between them is missing`;
}

/** "Tue 24 Nov, 2:00 – 3:00 pm"; of what is longer than a day both ends with their days. */
export function sayPeriod(
	{ startsAt, endsAt }: { startsAt: number; endsAt: number },
	place: Place,
	now: number
): string {
	const date = (at: number) => localDate(place.timeZone, at);
	if (date(startsAt) !== date(endsAt - 1)) {
		return `${sayWhenBriefly(startsAt, place, now)} – ${sayWhenBriefly(endsAt, place, now)}`;
	}
	const [day] = sayWhenBriefly(startsAt, place, now).split(', ');
	return `${day}, ${sayTimes(startsAt, endsAt, place)}`;
}
