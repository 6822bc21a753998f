import { sayTimes, sayWhenBriefly, type Place } from '$lib/dates';
import { localDate } from '$lib/scheduling/zoned-time';
import type { BookingRow } from '$lib/server/bookings/list';
import type { BlockedEvent } from '$lib/server/occupancy/blocked-events';
import type { Entry } from './entries';
import { marks } from './marks';

const statesOf = ({ status, clash }: BookingRow) =>
	[clash ? marks.clash : null, marks[status]].filter((state) => state !== null);

const whoOf = ({ fieldworkerName }: BlockedEvent) => fieldworkerName ?? 'Everybody';

/** The time of day; of what is longer than a day its days as well. */
function timesOf({ startsAt, endsAt }: BlockedEvent, place: Place): string {
	const date = (at: number) => localDate(place.timeZone, at);
	return date(startsAt) === date(endsAt - 1)
		? sayTimes(startsAt, endsAt, place)
		: `${sayWhenBriefly(startsAt, place)} – ${sayWhenBriefly(endsAt, place)}`;
}

function line(className: string, text: string): HTMLElement {
	const element = document.createElement('span');
	element.className = className;
	element.textContent = text;
	return element;
}

/** Puts a state before a name: its mark for eyes, its words for ears. */
function markWith({ mark, words }: { mark: string; words: string }, name: HTMLElement) {
	const shown = line('week-mark', mark);
	shown.setAttribute('aria-hidden', 'true');
	name.prepend(shown, line('visually-hidden', `${words}: `));
}

/** What stands in an entry's box. */
export function contentOf(entry: Entry, place: Place): HTMLElement[] {
	if ('blocked' in entry) {
		const { blocked } = entry;
		const name = line('week-name', blocked.title || marks.blocked.words);
		markWith(marks.blocked, name);
		return [name, line('week-time', timesOf(blocked, place)), line('week-more', whoOf(blocked))];
	}
	const { booking } = entry;
	const name = line('week-name', booking.customerName);
	for (const state of statesOf(booking)) markWith(state, name);
	return [
		name,
		line('week-time', sayTimes(booking.startsAt, booking.endsAt, place)),
		line('week-more', `${booking.serviceName}, ${booking.fieldworkerName}`)
	];
}

/** All of an entry in one line: what there is no room for is in its tip. */
export function sayAll(entry: Entry, place: Place): string {
	if ('blocked' in entry) {
		const { blocked } = entry;
		const words = [marks.blocked.words, blocked.title, timesOf(blocked, place), whoOf(blocked)];
		return words.filter(Boolean).join(', ');
	}
	const { customerName, startsAt, endsAt, serviceName, fieldworkerName } = entry.booking;
	const states = statesOf(entry.booking).map(({ words }) => words);
	const times = sayTimes(startsAt, endsAt, place);
	return [...states, customerName, times, serviceName, fieldworkerName].join(', ');
}
