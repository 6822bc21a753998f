import { tick, untrack } from 'svelte';
import type { Decision } from '$lib/scheduling/policy';
import { getAround } from '../around';

type Parts = {
	reschedule: () => Decision;
	/** The server has said so in answer to a try. */
	answered: () => boolean;
	/** What was written by then. */
	typed: () => string;
	/** All of what may go, and what comes in its place. */
	inside: () => HTMLElement | undefined;
	refused: () => HTMLElement | undefined;
};

/**
 * Notices when moving the booking ceases to be possible while somebody is at it. To be called as a
 * component is made.
 */
export function watchEnding({ reschedule, answered, typed, inside, refused }: Parts) {
	const around = getAround();
	let wasAllowed = $state(untrack(() => reschedule().allowed));
	let ended = $state(false);
	/** Moving was turned off while this is open: the popup goes, and the page behind it says so. */
	const turnedOff = $derived.by(() => {
		const decision = reschedule();
		return (
			wasAllowed &&
			around.turnedOff !== undefined &&
			!answered() &&
			!decision.allowed &&
			decision.reason === 'reschedule_off'
		);
	});
	/** Whether the focus was in what is about to go; a popup would give it to its first button. */
	let hadFocus = false;
	$effect.pre(() => {
		void reschedule().allowed;
		hadFocus = untrack(inside)?.contains(document.activeElement) ?? false;
	});
	$effect(() => {
		const { allowed } = reschedule();
		const off = turnedOff;
		untrack(() => {
			if (allowed) ended = false;
			else if (off) around.turnedOff?.(typed());
			else if (wasAllowed) void end();
			if (!off) wasAllowed = allowed;
		});
	});

	/** It has ceased to be possible while it was open. */
	async function end() {
		ended = true;
		const hadIt = hadFocus;
		await tick();
		if (hadIt || document.activeElement === document.body) refused()?.focus();
	}

	return {
		get turnedOff() {
			return turnedOff;
		},
		get ended() {
			return ended;
		}
	};
}
