import type { BookingView } from './read';

/** A timer cannot wait much longer. */
const LONGEST = 24 * 3_600_000;

/**
 * Whether an appointment has begun, as the server saw it or while it is shown. To be called while a
 * component is made.
 */
export function watchBegun(view: () => Pick<BookingView, 'booking' | 'now'>) {
	let passed = $state<number>();
	const startsAt = $derived(view().booking.startsAt);
	const begun = $derived(startsAt <= view().now || passed === startsAt);

	$effect(() => {
		const start = startsAt;
		const wait = start - view().now;
		if (wait <= 0 || wait > LONGEST) return;
		const timer = setTimeout(() => (passed = start), wait);
		return () => clearTimeout(timer);
	});

	return {
		get begun() {
			return begun;
		}
	};
}
