import { onMount } from 'svelte';
import { getBoard } from '$lib/live/board.svelte';
import { coalesce } from '../../coalesce';
import { touches } from '../../touches';
import type { BookingView } from '../../booking/read';

/** Milliseconds between two readings, however much changes. */
const GAP = 500;

/**
 * What the panel shows of a booking, kept up to date. To be called while the panel's component is
 * made.
 */
export function openPanel(id: number) {
	const board = getBoard();
	let view = $state.raw<BookingView>();
	let fault = $state<string>();

	async function read(): Promise<boolean> {
		const response = await fetch(`/admin/bookings/${id}/view`, {
			headers: { accept: 'application/json' }
		}).catch(() => null);
		if (response?.ok) {
			view = (await response.json()) as BookingView;
			fault = undefined;
			return true;
		}
		const gone = response?.status === 404;
		const words = 'This booking could not be read. Check your connection, then try again.';
		fault = gone ? 'There is no booking with this number.' : words;
		// Whoever is signed out, or asks for what is not there, is told the same each time.
		return response !== null && response.status < 500;
	}

	const reading = coalesce(read, GAP);

	onMount(() => {
		reading.ask();
		const deafen = board.hear((change) => {
			const booking = view?.booking;
			const shown = booking
				? {
						bookings: [id],
						from: booking.startsAt,
						until: booking.endsAt,
						fieldworkerId: booking.fieldworker.id
					}
				: { bookings: [id], from: Infinity };
			if (touches(change, shown)) reading.ask();
		});
		return () => {
			deafen();
			reading.stop();
		};
	});

	return {
		get view() {
			return view;
		},
		get fault() {
			return fault;
		},
		readAgain: () => reading.ask()
	};
}
