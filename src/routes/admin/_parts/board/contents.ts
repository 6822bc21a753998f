import { sayRemaining } from '$lib/components/times/remaining';
import type { Place } from '$lib/dates';
import type { Entry } from './entries';
import { marks } from './marks';
import type { Verdict } from './verdict';
import { initialsOf, sayStart, sayTimesOf, statesOf, whoOf } from './words';

/** What is shown of an entry: a `box` in the hours of a day, a `line` in a month, an `item` in a list. */
export type Shape = 'box' | 'line' | 'item';

function part(className: string, text: string): HTMLElement {
	const element = document.createElement('span');
	element.className = className;
	element.textContent = text;
	return element;
}

/** Puts a state before a name: its mark for eyes, its words for ears. */
function markWith({ mark, words }: { mark: string; words: string }, name: HTMLElement) {
	const shown = part('board-mark', mark);
	shown.setAttribute('aria-hidden', 'true');
	name.prepend(shown, part('visually-hidden', `${words}: `));
}

/** What stands in an entry. `now` is the database's clock, by which a hold runs out. */
export function contentOf(entry: Entry, place: Place, shape: Shape, now: () => number): Node[] {
	if ('closed' in entry) return [];
	const time = part(
		'board-time',
		shape === 'line' ? sayStart(entry, place) : sayTimesOf(entry, place)
	);
	if ('held' in entry) return heldContent(entry.held.until, time, shape, now);
	if ('blocked' in entry) {
		const { blocked } = entry;
		const name = part('board-name', blocked.title || marks.blocked.words);
		markWith(marks.blocked, name);
		const who = part('board-more', whoOf(blocked));
		return shape === 'box' ? [name, time, who] : [time, name, who];
	}
	const { booking } = entry;
	const name = part('board-name', booking.customerName);
	for (const state of statesOf(booking)) markWith(state, name);
	const what = part('board-more', `${booking.serviceName}, ${booking.fieldworkerName}`);
	if (shape === 'box') return [name, time, what];
	const initials = part('board-initials', initialsOf(booking.fieldworkerName));
	initials.setAttribute('aria-hidden', 'true');
	return [time, initials, name, what];
}

function heldContent(until: number, time: HTMLElement, shape: Shape, now: () => number): Node[] {
	const name = part('board-name', marks.held.words);
	// One clock runs for all of them (see clock.ts).
	const left = part('board-left', sayRemaining(until - now()));
	left.dataset.until = String(until);
	return shape === 'box' ? [left, name, time] : [time, left, name];
}

/** What a booking that is being dragged shows: where it would be, and what that would mean. */
export function draggedContent(name: string, times: string, verdict: Verdict | null): Node[] {
	const said = part('board-verdict', verdict?.words ?? '');
	if (verdict) said.classList.add(verdict.free ? 'board-free' : 'board-warned');
	return [part('board-name', name), part('board-time', times), said];
}
