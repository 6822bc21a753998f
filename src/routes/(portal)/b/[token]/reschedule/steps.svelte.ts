import { untrack } from 'svelte';
import { pushState, replaceState } from '$app/navigation';
import { page } from '$app/state';

type Parts = {
	/** The start that waits to be confirmed. */
	chosen: () => number | null;
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
export function rememberSteps({ chosen, sending, show, leave }: Parts) {
	let remembered = untrack(() => page.state.chosen);

	$effect(() => {
		const [now, before] = [page.state.chosen, remembered];
		remembered = now;
		if (now === before || untrack(sending)) return;
		untrack(() => {
			if (now === undefined) {
				if (chosen() !== null) leave();
			} else if (now !== chosen()) show(now);
		});
	});

	return {
		/** A start is chosen: after the times, or in place of another start. */
		chose(start: number) {
			const state = { ...page.state, chosen: start };
			if (page.state.chosen !== undefined) replaceState('', state);
			else if (chosen() === null) pushState('', state);
		},
		/** Back to the times. Whoever came straight to a start has no entry before it. */
		back() {
			if (page.state.chosen === undefined) leave();
			else history.back();
		}
	};
}
