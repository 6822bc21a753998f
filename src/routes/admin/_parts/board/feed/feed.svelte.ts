import { onMount } from 'svelte';
import { getBoard } from '$lib/live/board.svelte';
import type { Activity, FeedPage } from '$lib/server/bookings/activity';
import { coalesce } from '../../coalesce';
import type { BoardFeed } from '../contract';
import { nameOf, withNewest } from './newest';
import { remembered } from './remembered';
import { sayMark } from './words';

/** Milliseconds between two readings, however much happens. */
const GAP = 500;

type Fault = 'signed out' | 'failed';

/** What has happened lately, and whatever happens from now on. To be called while the page is made. */
export function openFeed() {
	const board = getBoard();
	let activity = $state.raw<Activity[]>();
	let more = $state(false);
	let reading = $state(false);
	let fault = $state<Fault>();
	/** Up to which instant everything has been seen. */
	let seen = $state(Infinity);
	/** The server's clock against the browser's own count of milliseconds. */
	let clock = $state.raw({ now: 0, at: 0 });
	/** Settled once what was heard of has been read: what waits for that, and what is being read. */
	let heard: PromiseWithResolvers<void> | undefined;
	let underWay: PromiseWithResolvers<void> | undefined;

	async function ask(before?: string): Promise<FeedPage | null> {
		const query = before ? `?before=${before}` : '';
		const response = await fetch(`/admin/activity${query}`, {
			headers: { accept: 'application/json' }
		}).catch(() => null);
		const page = response?.ok ? await response.json().catch(() => null) : null;
		fault = page ? undefined : response?.status === 401 ? 'signed out' : 'failed';
		return page as FeedPage | null;
	}

	async function readNewest(): Promise<boolean> {
		const mine = (underWay = heard);
		heard = undefined;
		const page = await ask();
		if (page) take(page);
		mine?.resolve();
		if (underWay === mine) underWay = undefined;
		return page !== null || fault === 'signed out';
	}

	function take(page: FeedPage) {
		const before = activity ?? [];
		activity = withNewest(before, page);
		// What was read of older pages knows better whether there is more.
		if (activity.length === page.activity.length) more = page.more;
		clock = { now: page.now, at: performance.now() };
		if (seen === Infinity) {
			// Whoever looks for the first time has missed nothing.
			seen = Number(remembered.read('seen')) || (activity[0]?.at ?? 0);
		}
	}

	onMount(() => {
		const renewal = coalesce(readNewest, GAP);
		const hear = () => {
			heard ??= Promise.withResolvers();
			renewal.ask();
		};
		const deafen = board.hear((change) => {
			if (change === null || change.bookings.length > 0) hear();
		});
		hear();
		return () => {
			deafen();
			renewal.stop();
			heard?.resolve();
			underWay?.resolve();
		};
	});

	return {
		/** The newest first; undefined while nothing has been read. */
		get activity() {
			return activity;
		},
		/** Whether something older is left. */
		get more() {
			return more;
		},
		/** Whether older ones are being read. */
		get reading() {
			return reading;
		},
		get fault() {
			return fault;
		},
		/** The server's clock at an instant of the browser's count, or when it was last read. */
		nowAt: (count: number) => clock.now + Math.max(0, count - clock.at),
		isNew: ({ at }: Activity) => at > seen,
		/** How many of those that were read are new since somebody last looked. */
		get fresh() {
			return activity?.filter(({ at }) => at > seen).length ?? 0;
		},
		/** Everything there is has been looked at. */
		look() {
			seen = activity?.[0]?.at ?? seen;
			if (Number.isFinite(seen)) remembered.write('seen', String(seen));
		},
		/** Reads what is older than the last. */
		async older() {
			const last = activity?.at(-1);
			if (!last || reading) return;
			reading = true;
			const page = await ask(nameOf(last));
			reading = false;
			// The newest may have been read meanwhile, and what was earlier left out.
			const still = activity?.at(-1);
			if (!page || !still || nameOf(still) !== nameOf(last)) return;
			activity = [...(activity ?? []), ...page.activity];
			more = page.more;
		},
		/** Reads again what could not be read. */
		retry: () => void readNewest(),
		latest(bookingId: number) {
			const last = activity?.find((one) => one.bookingId === bookingId);
			return last && { at: last.at, words: sayMark(last) };
		},
		/** Until what was last heard of has been read. */
		settled: () => heard?.promise ?? underWay?.promise ?? Promise.resolve()
	} satisfies BoardFeed & Record<string, unknown>;
}

export type OpenFeed = ReturnType<typeof openFeed>;
