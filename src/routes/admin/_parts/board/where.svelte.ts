import { afterNavigate, pushState } from '$app/navigation';
import { page } from '$app/state';
import { localDateOf, type Place } from '$lib/dates';
import { addressOf, askedFor } from './address';
import type { BoardView } from './contract';
import { turned } from './turn';

export type Where = ReturnType<typeof openWhere>;

/**
 * Which days the board shows, and how: kept in the address, so that the way back leads through it.
 * To be called while the page's component is made.
 */
export function openWhere(place: Place) {
	const today = () => localDateOf(Date.now(), place.timeZone);
	let date = $state(today());
	let view = $state<BoardView>('week');
	let known = $state(false);

	function read() {
		// The address bar, because `page.url` does not know what pushState put there.
		const asked = askedFor(location.search, matchMedia('(width < 48rem)').matches);
		date = asked.date ?? today();
		view = asked.view;
		known = true;
	}

	function follow() {
		// On the way to another page this one is still here.
		if (location.pathname === page.url.pathname) read();
	}
	// Also when "Calendar" is pressed while it is there.
	afterNavigate(follow);

	function go(next: { date?: string; view?: BoardView }) {
		const wanted = { date: next.date ?? date, view: next.view ?? view };
		if (wanted.date === date && wanted.view === view) return;
		({ date, view } = wanted);
		pushState(addressOf(location.href, wanted), { ...page.state });
	}

	return {
		get date() {
			return date;
		},
		get view() {
			return view;
		},
		/** Whether the address has been read: only a browser knows how wide it is. */
		get known() {
			return known;
		},
		/** Reads the address, now and whenever somebody goes back or forth in it. */
		follow() {
			read();
			addEventListener('popstate', follow);
			return () => removeEventListener('popstate', follow);
		},
		go,
		turn: (way: 1 | -1) => go({ date: turned(date, view, way) }),
		today: () => go({ date: today() })
	};
}
