import { untrack } from 'svelte';
import { TimesRefused } from '$lib/components/times/fetch-month';
import type { MonthOfTimes } from '$lib/components/times/months';
import type { Words } from '$lib/words';
import { fieldworkerOf } from '../../../fieldworker-of';
import { choiceOf, type WithWhom } from '../with-whom';

type Parts = {
	withWhom: () => WithWhom;
	/** With whom the booking is. */
	present: () => number;
	/** What the page was opened with. */
	opened: () => string | undefined;
	/** Reads the times that are shown, with somebody else. */
	load: (fieldworker: string) => Promise<MonthOfTimes>;
	onread: (times: MonthOfTimes) => void;
	/** What is watched and held from then on. */
	wish: (fieldworker: number | 'any' | undefined) => void;
	words: Words['reschedule']['withWhom'];
};

/**
 * With whom times are looked at. The times come first, then the choice: what is shown is never
 * somebody else's than it says. To be called as a component is made.
 */
export function chooseWhom({ withWhom, present, opened, load, onread, wish, words }: Parts) {
	const usual = $derived(choiceOf(withWhom(), present()));
	/** What is not usual was asked for; the usual one follows the booking. */
	let wanted = $state(untrack(() => (opened() === usual ? undefined : opened())));
	let switching = $state<string | null>(null);
	let trouble = $state<string | null>(null);
	let wishes = 0;

	const choice = $derived(choiceOf(withWhom(), present(), wanted));

	$effect(() => {
		const unusual = choice === undefined || choice === usual ? undefined : fieldworkerOf(choice);
		untrack(() => wish(unusual));
	});
	$effect(() => () => wish(undefined));

	return {
		/** An id or `any`; undefined where there is nothing to choose. */
		get choice() {
			return choice;
		},
		/** What the select says: what is being read, too. */
		get selected() {
			return switching ?? choice;
		},
		get trouble() {
			return trouble;
		},
		async choose(next: string) {
			const mine = ++wishes;
			trouble = null;
			switching = next;
			try {
				const times = await load(next);
				if (mine !== wishes) return;
				wanted = next === usual ? undefined : next;
				onread(times);
			} catch (caught) {
				if (mine !== wishes) return;
				trouble = caught instanceof TimesRefused ? caught.message : words.unreachable;
			}
			switching = null;
		}
	};
}
