import { createContext } from 'svelte';
import { online } from 'svelte/reactivity/window';
import type { BoardChange, End } from './messages.ts';
import { stayConnected } from './stay.ts';
import type { LiveState } from './times.ts';

/** Hears what changed; null when that is not known, and so everything may have. */
export type Hearer = (change: BoardChange | null) => void;

export type Board = ReturnType<typeof openBoard>;

export const [getBoard, setBoard] = createContext<Board>();

/** Staff's live connection, one for the whole back office. */
export function openBoard() {
	let state = $state<LiveState>('connecting');
	let end = $state.raw<End>();
	let hearers: Hearer[] = [];
	/** What was heard since a page began to be read that is not there yet. */
	let missed: (BoardChange | null)[] | null = null;

	function tell(change: BoardChange | null) {
		missed?.push(change);
		for (const hearer of hearers) hearer(change);
	}

	const hears = {
		state(next: LiveState) {
			state = next;
			// Whatever happened while nobody listened.
			if (next === 'live') tell(null);
		},
		rules: () => tell(null),
		board: tell,
		ended: (why: End) => (end = why)
	};

	return {
		get state(): LiveState {
			// A device knows that it is offline long before a silent connection does.
			return state === 'live' && online.current === false ? 'reconnecting' : state;
		},
		/** Why it is `ended`. */
		get end() {
			return end;
		},
		/** Calls back for every change until the answer is called. */
		hear(hearer: Hearer): () => void {
			hearers.push(hearer);
			missed?.forEach((change) => hearer(change));
			return () => {
				hearers = hearers.filter((other) => other !== hearer);
			};
		},
		/** A page is about to be read: what changes from now on is kept for it. */
		turning() {
			missed = [];
		},
		/** The page is there, and has asked to hear. */
		turned() {
			missed = null;
		},
		/** In a browser, once the page is awake. Answers with what ends it. */
		start: () => stayConnected({ who: { as: 'staff' }, hears }, () => {})
	};
}
