import { untrack } from 'svelte';
import { afterNavigate, pushState, replaceState } from '$app/navigation';
import { page } from '$app/state';

type Parts = {
	/** The start that waits to be confirmed. */
	chosen: () => number | null;
	/** The start that the address asked for as the page was read; zero for none. */
	opened: () => number;
	/** Where a start is chosen already, for whoever reloads the page. */
	hrefOf: (start: number) => string;
	/** It is being sent: it stays until the answer is seen. */
	sending: () => boolean;
	/** Shows a chosen start, or the times again. */
	show: (start: number) => unknown;
	leave: () => unknown;
};

/**
 * Gives a chosen time an entry of its own in the history: going back leads to the times, not out.
 * To be called as a component is made.
 */
export function rememberSteps({ chosen, opened, hrefOf, sending, show, leave }: Parts) {
	let remembered: number | undefined;

	$effect(() => {
		const [now, before] = [page.state.chosen, remembered];
		remembered = now;
		if (now === before || untrack(sending)) return;
		untrack(() => follow(now));
	});

	// After a reload the entries before are read anew, and know no chosen start.
	afterNavigate(({ type }) => {
		if (type === 'popstate' && !sending()) follow(page.state.chosen ?? opened());
	});

	function follow(start: number | undefined) {
		if (!start) {
			if (chosen() !== null) leave();
		} else if (start !== chosen()) show(start);
	}

	return {
		/** A start is chosen: after the times, or in place of another start. */
		chose(start: number) {
			const state = { ...page.state, chosen: start };
			if (page.state.chosen !== undefined) replaceState(hrefOf(start), state);
			else if (chosen() === null) pushState(hrefOf(start), state);
			else replaceState(hrefOf(start), page.state);
		},
		/** Back to the times. Whoever came straight to a start has no entry before it. */
		back() {
			if (page.state.chosen === undefined) leave();
			else history.back();
		}
	};
}
