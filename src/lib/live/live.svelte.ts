import type { MonthOfTimes } from '../components/times/months.ts';
import type { Wish } from './ask.ts';
import type { Connection } from './connection.ts';
import { rememberDays } from './days.ts';
import type { End, Held, HoldAnswer, Who } from './messages.ts';
import { stayConnected } from './stay.ts';
import type { LiveState, LiveTimes } from './times.ts';

/** A hold as it was told of: `received` is performance.now() when the server's clock said `now`. */
export type HeldNow = Held & { now: number; received: number };

/** What a page hears of beside times. */
export type PageHears = {
	/** It is live, for the first time or again: what happened before may not have been heard of. */
	began?: () => void;
	booking?: () => void;
	rules?: () => void;
	/** The times that are shown cannot be watched any more. */
	refused?: () => void;
	ended?: (end: End) => void;
};

export type Live = LiveTimes & {
	/** The month that is shown, as it was read. */
	readonly shown: MonthOfTimes | null;
	/** The hold that this customer has, made here or in another tab. */
	readonly held: HeldNow | null;
	/** Whether what is shown can be trusted without asking. */
	readonly sure: boolean;
	/** No times are shown any more. */
	unwatch(): void;
	/** Holds a time in place of the one before; null when there is no answer. */
	hold(start: number): Promise<HoldAnswer | null>;
	release(): void;
	/** Connects again after it was ended. */
	resume(): void;
};

/**
 * One live connection for a page and what lies over it, while the component lives that makes it.
 * Another who or wish is another connection; without one there is none.
 */
export function goLive(
	wanted: () => { who: Who; wish?: Wish } | null,
	hears: PageHears = {}
): Live {
	let state = $state<LiveState>('connecting');
	let held = $state.raw<HeldNow | null>(null);
	let shown = $state.raw<MonthOfTimes | null>(null);
	let days = $state.raw(rememberDays());
	let changes = $state(0);
	let connection: Connection | undefined;
	/** What was chosen before there was a connection. */
	let waiting: number | null = null;

	const key = $derived(JSON.stringify(wanted()));

	$effect(() => {
		const options: ReturnType<typeof wanted> = JSON.parse(key);
		if (!options) return;
		const heard = rememberDays();
		days = heard;
		const close = stayConnected(
			{
				...options,
				language: document.documentElement.lang,
				hears: {
					state(next) {
						state = next;
						if (next === 'live') hears.began?.();
					},
					day: (day) => heard.heard(day) && changes++,
					own: (day) => heard.heardOwn(day) && changes++,
					held(hold, now) {
						held = hold && { ...hold, now, received: performance.now() };
					},
					booking: () => hears.booking?.(),
					rules: () => hears.rules?.(),
					refused: () => hears.refused?.(),
					ended: (end) => hears.ended?.(end)
				}
			},
			(opened) => {
				connection = opened;
				if (shown) opened.watch(rangeOf(shown));
				if (waiting !== null) void opened.hold(waiting);
			}
		);
		return () => {
			close();
			connection = undefined;
			held = null;
			state = 'connecting';
		};
	});

	return {
		get state() {
			return state;
		},
		get shown() {
			return shown;
		},
		get held() {
			return held;
		},
		get sure() {
			return state === 'live' && navigator.onLine;
		},
		watch(month) {
			shown = month;
			connection?.watch(rangeOf(month));
		},
		unwatch() {
			shown = null;
			connection?.watch(null);
		},
		merge(month) {
			void changes;
			return days.merge(month);
		},
		async hold(start) {
			waiting = start;
			return connection ? connection.hold(start) : null;
		},
		release() {
			waiting = null;
			held = null;
			connection?.release();
		},
		resume: () => connection?.resume()
	};
}

/** All that a month was read with, and the day of the earliest time, which may be far from it. */
function rangeOf({ from, until, soonest }: MonthOfTimes) {
	const also = soonest && (soonest.from < from || soonest.until > until) ? soonest.from : undefined;
	return { from, until, ...(also && { also }) };
}
