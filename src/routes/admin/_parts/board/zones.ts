import { sayTime, zoneName, type Place } from '$lib/dates';
import { instantOf, localDate } from '$lib/scheduling/zoned-time';

const KEY = 'reslot.second-zone';

/** Where customers of a business often are besides its own place. */
const likely = [
	'America/Los_Angeles',
	'America/New_York',
	'America/Sao_Paulo',
	'Europe/London',
	'Europe/Berlin',
	'Asia/Dubai',
	'Asia/Kolkata',
	'Asia/Singapore',
	'Asia/Tokyo',
	'Australia/Perth',
	'Australia/Sydney',
	'Pacific/Auckland'
];

/** The zones that can be shown beside the business's own: the browser's first. */
export function secondZones(own: string): { zone: string; name: string }[] {
	const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
	return [...new Set([here, ...likely])]
		.filter((zone) => zone && zone !== own)
		.map((zone) => ({ zone, name: zone === here ? `${zoneName(zone)} (here)` : zoneName(zone) }));
}

/** The zone that was last shown beside the business's, in this browser; '' for none. */
export function rememberedZone(own: string): string {
	const kept = localStorage.getItem(KEY) ?? '';
	return secondZones(own).some(({ zone }) => zone === kept) ? kept : '';
}

export const rememberZone = (zone: string) => localStorage.setItem(KEY, zone);

/**
 * What an hour of a day is called at the side, in the business's zone and, where one is wanted, in a
 * second zone as well: there it may be another day.
 */
export function hourLabels(date: string, minute: number, place: Place, second: string): string[] {
	const at = instantOf(place.timeZone, date, minute);
	// The hour as the wall shows it, also on a day on which clocks skip it.
	const own = sayHour(Date.parse(`${date}T00:00:00Z`) + minute * 60_000, {
		...place,
		timeZone: 'UTC'
	});
	if (!second) return [own];
	const there = { ...place, timeZone: second };
	const days = Math.sign(
		Date.parse(localDate(second, at)) - Date.parse(localDate(place.timeZone, at))
	);
	return [own, `${sayHour(at, there)}${['−1', '', '+1'][days + 1] ?? ''}`];
}

/** "9 am" rather than "9:00 am"; "9:30 am" where it is not on the hour. */
const sayHour = (at: number, place: Place) =>
	sayTime(at, place).replace(/^(\d+):00(?= ?[ap])/iu, '$1');
