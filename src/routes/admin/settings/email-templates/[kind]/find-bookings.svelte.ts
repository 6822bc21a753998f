import type { BookingToShow } from './preview.svelte';

/** Milliseconds without a change before the server is asked. */
const PAUSE = 150;

/**
 * The bookings that have the words that are being typed: undefined until the first answer, and while
 * there are no words. To be called while a component is made.
 */
export function findBookings(words: () => string) {
	let bookings = $state.raw<BookingToShow[]>();

	$effect(() => {
		const typed = words().trim();
		if (!typed) {
			bookings = undefined;
			return;
		}
		const aborting = new AbortController();
		const timer = setTimeout(async () => {
			const response = await fetch(
				`/admin/settings/email-templates/bookings?words=${encodeURIComponent(typed)}`,
				{ headers: { accept: 'application/json' }, signal: aborting.signal }
			).catch(() => null);
			if (!response?.ok || aborting.signal.aborted) return;
			const found = (await response.json()) as BookingToShow[];
			if (!aborting.signal.aborted) bookings = found;
		}, PAUSE);
		return () => {
			clearTimeout(timer);
			aborting.abort();
		};
	});

	return {
		get bookings() {
			return bookings;
		}
	};
}
