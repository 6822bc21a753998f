import { untrack } from 'svelte';
import { monthOf, type MonthOfTimes } from '$lib/components/times/months';
import { localDateOf } from '$lib/dates';
import type { HoldAnswer } from '$lib/live/messages';
import type { HeldNow, Live } from '$lib/live/live.svelte';
import type { Words } from '$lib/words';
import { isBeingTaken, isFree, isKnown, nearestStarts } from './nearest';

/** Milliseconds for which a chosen time may look taken before anybody is told: news comes in parts. */
const PATIENCE = 400;

type Parts = {
	live: Live;
	/** The start that waits to be confirmed. */
	chosen: () => number | null;
	/** They had chosen it, and decided for it, before this page was read (again). */
	chosenBefore?: boolean;
	/** The times as they are known. */
	month: () => MonthOfTimes | null;
	/** The zone by whose calendar months are read. */
	timeZone: () => string;
	load: (month: string) => Promise<MonthOfTimes>;
	/** It is being confirmed: what happens to the time meanwhile is one's own doing. */
	sending: () => boolean;
	/** A time that was not free is free again. */
	onfree: () => void;
	words: Words['times']['hold'];
};

/** Whether it is the time itself that stands in the way, so that other times help. */
const isOfTime = (answer: HoldAnswer) =>
	answer.result === 'taken' ||
	(answer.result === 'refused' && ['too_soon', 'too_far', 'not_offered'].includes(answer.reason));

/**
 * Holds the chosen time as long as it is chosen, and says how that goes. The server judges in the
 * end, so nothing here stands in the way of trying. To be called as a component is made.
 */
export function holdChosen(parts: Parts) {
	const { live, chosen, month, timeZone, load, sending, onfree, words } = parts;
	/** Why the time cannot be had. */
	let gone = $state.raw<string | null>(null);
	let note = $state.raw<string | null>(null);
	let asking = $state(false);
	/** The hold that is over by the page's own clock; the server's word may take a moment. */
	let over = $state.raw<HeldNow | null>(null);
	let wasHeld = false;
	let wasFree: boolean | undefined;

	const start = $derived(chosen());
	const held = $derived(live.held !== over && live.held?.start === start ? live.held : null);
	const free = $derived.by(() => {
		const known = month();
		if (start === null || !known?.realTime) return undefined;
		return isFree(known, start);
	});

	const beingTaken = $derived.by(() => {
		const known = month();
		return start !== null && known !== null && isBeingTaken(known, start);
	});

	/** What the address asked for: opening an address takes nothing from anybody (R4). */
	let unasked = parts.chosenBefore ? null : untrack(() => start);
	/** What was chosen by hand, and each question about it makes the one before it void. */
	let byHand: number | null = null;
	let question = 0;

	$effect(() => {
		const wanted = start;
		untrack(() => {
			gone = note = null;
			wasHeld = asking = false;
			question += 1;
			byHand = wanted === unasked ? null : wanted;
			unasked = null;
			if (wanted === null) live.release();
			else if (byHand !== null) void ask(byHand);
		});
	});
	$effect(() => () => {
		// Answers that come now are nobody's.
		question += 1;
		looked = null;
		live.release();
	});

	// Whoever comes straight here has not seen a calendar, which would watch. What was chosen by the
	// shortcut may be in another month than the one that is shown.
	$effect(() => {
		const known = month();
		if (start === null || !known) return;
		if (!isKnown(known, start)) untrack(() => void watchMonthOf(start));
		else if (!live.shown) untrack(() => live.watch(known));
	});

	let looked: number | null = null;
	async function watchMonthOf(wanted: number) {
		if (looked === wanted) return;
		looked = wanted;
		try {
			const read = await load(monthOf(localDateOf(wanted, timeZone())));
			if (looked === wanted && wanted === start && isKnown(read, wanted)) live.watch(read);
		} catch {
			// The hold tells whether it can be had, and so does the server in the end.
		}
	}

	async function ask(wanted: number) {
		const mine = ++question;
		asking = true;
		const answer = await live.hold(wanted);
		if (mine !== question) return;
		asking = false;
		if (!answer || !('words' in answer)) return;
		if (isOfTime(answer)) gone = answer.words;
		else if (answer.result === 'refused' && answer.reason === 'too_many') note = answer.words;
	}

	$effect(() => {
		const other = live.held;
		const mine = held !== null;
		untrack(() => {
			if (mine && !wasHeld) note = gone = null;
			else if (!mine && wasHeld && !sending()) {
				note = other && other !== over ? words.elsewhere : words.over;
			}
			wasHeld = mine;
		});
	});

	$effect(() => {
		const [now, before, why] = [free, wasFree, beingTaken ? words.beingTaken : words.gone];
		wasFree = now;
		if (now === true && before !== true) untrack(() => freeAgain(before === undefined));
		// One's own hold is not in one's way: what is held and not free was taken all the same.
		if (now !== false || sending() || asking) return;
		const told = untrack(() => gone);
		if (told === words.gone || told === words.beingTaken) gone = why;
		const timer = setTimeout(() => (gone ??= why), PATIENCE);
		return () => clearTimeout(timer);
	});

	/**
	 * The chosen time is free again, or known to be (`unknown` before that). It is asked for again,
	 * unless what is held now was chosen in another tab.
	 */
	function freeAgain(unknown: boolean) {
		const wasGone = gone !== null;
		gone = null;
		if (!unknown) onfree();
		const nothingHeld = !live.held || live.held === over;
		if ((unknown || wasGone) && byHand !== null && nothingHeld && !asking) void ask(byHand);
	}

	return {
		/** How the page stands with whoever holds the time. */
		get state() {
			return live.state;
		},
		/** Whether it is not known yet if the chosen time is held. */
		get asking() {
			return asking;
		},
		/** The hold of the chosen time, if there is one that is worth something. */
		get held() {
			return gone ? null : held;
		},
		/** What to know about the hold. */
		get note() {
			return gone ? null : note;
		},
		/** Why the chosen time cannot be had, and what can. */
		get gone() {
			const known = month();
			if (!gone || start === null) return null;
			return { words: gone, nearest: known ? nearestStarts(known, start) : [] };
		},
		/** Other free starts: the nearest that are known, else those that the server named. */
		instead(named: number[]): number[] {
			const known = month();
			const nearest = known && free !== undefined && start ? nearestStarts(known, start) : [];
			return nearest.length > 0 ? nearest : named;
		},
		end() {
			over = live.held;
		}
	};
}
