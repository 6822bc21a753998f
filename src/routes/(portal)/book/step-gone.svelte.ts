import { tick } from 'svelte';
import { replaceState } from '$app/navigation';
import { page } from '$app/state';
import { ignorePresses } from '../second-press.svelte';

/**
 * Another step has come in place of the one that was shown, by itself: it has the address `shown`,
 * its heading says what it is, and a press that was on its way presses nothing.
 */
export async function sayStepGone(shown: () => string, heading: () => HTMLElement | undefined) {
	ignorePresses();
	await tick();
	replaceState(shown(), page.state);
	heading()?.focus();
}
