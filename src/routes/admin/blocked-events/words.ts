import { localDateOf, sayDay, sayTimes, sayWhenBriefly, type Place } from '$lib/dates';
import { startOfDay } from '$lib/scheduling/zoned-time';

/**
 * "Tuesday 24 November, all day", "Tuesday 24 November, 2:00 – 3:00 pm", or from when until when
 * where it is longer. Instants; `now` tells which year needs no name.
 */
export function sayPeriod(from: number, until: number, place: Place, now: number): string {
	const { timeZone } = place;
	const first = localDateOf(from, timeZone);
	const last = localDateOf(until - 1, timeZone);
	const whole = [from, until].every((at) => startOfDay(timeZone, localDateOf(at, timeZone)) === at);
	const day = sayDay(from, place, now);
	if (whole && first === last) return `${day}, all day`;
	if (whole) return `${day} to ${sayDay(until - 1, place, now)}, all day`;
	if (first === last) return `${day}, ${sayTimes(from, until, place)}`;
	return `${sayWhenBriefly(from, place, now)} to ${sayWhenBriefly(until, place, now)}`;
}
