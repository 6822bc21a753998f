import { onMount } from 'svelte';
import type { Place } from '$lib/dates';
import { getBoard } from '$lib/live/board.svelte';
import type { Foreseen } from '../../board/anybody';
import { touches } from '../touches';
import { sayPreview } from './words';

/** A time that somebody thinks of, for a booking or for a new one of a service. */
export type Thought = {
	bookingId?: number;
	serviceId?: number;
	/** `any` for whoever is free; of a service only. */
	fieldworkerId: number | 'any';
	startsAt: number;
	endsAt: number;
};

/** Milliseconds without a change before the server is asked. */
const PAUSE = 150;
/** Milliseconds that a service's buffers last at most: what is so near may be in the way. */
const BUFFERS = 4 * 3_600_000;

/**
 * What the time that is being typed would mean, as the server sees it: asked once nothing was typed
 * for a moment, and again when something changes around that time; the last answer counts. To be
 * called while a component is made.
 */
export function openPreview(place: () => Place, thought: () => Thought | null) {
	const board = getBoard();
	let known = $state.raw<{ key: string; foreseen: Foreseen }>();
	let failed = $state(false);
	/** How often it was asked again about the same time. */
	let turn = $state(0);

	const asked = $derived.by(() => {
		const time = thought();
		if (!time) return null;
		return Object.entries(time)
			.filter(([, value]) => value !== undefined)
			.map(([name, value]) => `${name}=${value}`)
			.join('&');
	});
	const current = $derived(known && known.key === asked ? known.foreseen : undefined);
	const lines = $derived(current ? sayPreview(current.preview, place()) : []);

	$effect(() => {
		const key = asked;
		void turn;
		if (!key) return;
		const aborting = new AbortController();
		const timer = setTimeout(async () => {
			const foreseen = await ask(key, aborting.signal);
			if (aborting.signal.aborted) return;
			failed = foreseen === null;
			if (foreseen) known = { key, foreseen };
		}, PAUSE);
		return () => {
			clearTimeout(timer);
			aborting.abort();
		};
	});

	onMount(() =>
		board.hear((change) => {
			const time = thought();
			if (!time) return;
			const { fieldworkerId: who } = time;
			const around = {
				bookings: [],
				from: time.startsAt - BUFFERS,
				until: time.endsAt + BUFFERS,
				...(who !== 'any' && { fieldworkerId: who })
			};
			if (touches(change, around)) turn += 1;
		})
	);

	return {
		/** What is to be said about it; empty when it is free, and while it is not known. */
		get lines() {
			return lines;
		},
		/** Whether the answer for what is typed now is there. */
		get known() {
			return current !== undefined;
		},
		get failed() {
			return failed && !current;
		},
		/** Somebody or something else has that time. */
		get taken() {
			return lines.some(({ taken }) => taken);
		},
		/** Who would do it; undefined while it is not known, and null where nobody is free. */
		get fieldworkerId() {
			return current?.fieldworkerId;
		},
		/** Asks anew: what was known turned out to be wrong. */
		again() {
			known = undefined;
			turn += 1;
		}
	};
}

async function ask(query: string, signal: AbortSignal): Promise<Foreseen | null> {
	const response = await fetch(`/admin/board/preview?${query}`, {
		headers: { accept: 'application/json' },
		signal
	}).catch(() => null);
	return response?.ok ? ((await response.json()) as Foreseen) : null;
}
