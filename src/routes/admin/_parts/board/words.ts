import { sayTime, sayTimes, sayWhenBriefly, type Place } from '$lib/dates';
import { localDate } from '$lib/scheduling/zoned-time';
import type { BookingRow } from '$lib/server/bookings/row';
import type { BlockedEvent } from '$lib/server/occupancy/blocked-events';
import { timesOf, type Entry } from './entries';
import { marks } from './marks';

export const statesOf = ({ status, clash, mailPaused }: BookingRow) =>
	[clash ? marks.clash : null, marks[status], mailPaused ? marks.mailPaused : null].filter(
		(state) => state !== null
	);

export const whoOf = ({ fieldworkerName }: BlockedEvent) => fieldworkerName ?? 'Everybody';

/** Who somebody is, and that they do not work here any more. */
export const sayFieldworker = ({ name, active }: { name: string; active: boolean }) =>
	active ? name : `${name} (not active)`;

/** "MT" for Mai Tran: whose a booking is, where there is no room for the name. */
export function initialsOf(name: string): string {
	const words = name.trim().split(/\s+/);
	const [first = '', last = ''] = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
	return ([...first].slice(0, 1).join('') + [...last].slice(0, 1).join('')).toLocaleUpperCase();
}

/** Said more than once of each entry, and slow to say. */
const said = new WeakMap<Entry, string>();

/** The time of day; of what is longer than a day its days as well. */
export function sayTimesOf(entry: Entry, place: Place): string {
	const known = said.get(entry);
	if (known !== undefined) return known;
	const words = sayAnew(timesOf(entry), place);
	said.set(entry, words);
	return words;
}

function sayAnew({ startsAt, endsAt }: { startsAt: number; endsAt: number }, place: Place): string {
	const date = (at: number) => localDate(place.timeZone, at);
	return date(startsAt) === date(endsAt - 1)
		? sayTimes(startsAt, endsAt, place)
		: `${sayWhenBriefly(startsAt, place)} – ${sayWhenBriefly(endsAt, place)}`;
}

/** When it starts, as short as a month has room for: "9a", "2:30p", "14:30". */
export function sayStart(entry: Entry, place: Place): string {
	const time = sayTime(timesOf(entry).startsAt, place);
	return time.replace(/(:00)? ?([ap])\.? ?m\.?$/iu, (_, _zeros, half: string) =>
		half.toLowerCase()
	);
}

/** All of an entry in one line: what there is no room for is in its tip. */
export function sayAll(entry: Entry, place: Place): string {
	const times = sayTimesOf(entry, place);
	if ('closed' in entry) return `Outside working hours, ${times}`;
	if ('held' in entry) return `${marks.held.words}, ${times}`;
	if ('blocked' in entry) {
		const { blocked } = entry;
		return [marks.blocked.words, blocked.title, times, whoOf(blocked)].filter(Boolean).join(', ');
	}
	const { customerName, serviceName, fieldworkerName } = entry.booking;
	const states = statesOf(entry.booking).map(({ words }) => words);
	return [...states, customerName, times, serviceName, fieldworkerName].join(', ');
}
