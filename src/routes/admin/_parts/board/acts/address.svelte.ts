import { pushState, replaceState } from '$app/navigation';
import { page } from '$app/state';
import { untrack } from 'svelte';
import { bookingIn, withBooking, withoutMove } from './hrefs';

/**
 * Which booking the address asks for, so that its panel can be shared and the back button works.
 * `mayGo` is asked before Back takes the panel away. To be called while a component is made; it
 * changes the address in a browser only.
 */
export function openAddress(mayGo: () => Promise<boolean>) {
	let shown = $state<number | null>(null);
	const asked = $derived.by(() => {
		// The address bar, because `page.url` does not know what pushState put there; these two tell
		// when it has changed.
		void page.state;
		void page.url;
		return typeof location === 'undefined' ? null : bookingIn(location.search);
	});

	async function follow(next: number | null) {
		if (await mayGo()) shown = next;
		// They stay: the entry that Back has left is there again.
		else pushState(withBooking(location.href, shown), { ...page.state });
	}

	$effect(() => {
		const next = asked;
		untrack(() => {
			if (next !== shown) void follow(next);
		});
	});

	return {
		get booking() {
			return shown;
		},
		/** Whether the address also asks for the booking to be moved; true but once. */
		takeMove(): boolean {
			const url = withoutMove(location.href);
			if (url) replaceState(url, { ...page.state });
			return url !== null;
		},
		open(bookingId: number) {
			const present = bookingIn(location.search);
			if (present === bookingId) return;
			// From one booking to the next: back leads to the board rather than through all of them.
			const go = present === null ? pushState : replaceState;
			shown = bookingId;
			go(withBooking(location.href, bookingId), { ...page.state });
		},
		close() {
			shown = null;
			replaceState(withBooking(location.href, null), { ...page.state });
		}
	};
}
