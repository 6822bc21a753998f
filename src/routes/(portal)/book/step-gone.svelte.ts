import { tick } from 'svelte';
import { replaceState } from '$app/navigation';
import { page } from '$app/state';

/** Milliseconds in which nobody can have read what came in place of what they meant to press. */
const UNREAD = 500;

/**
 * Another step has come in place of the one that was shown, by itself: it has the address `shown`,
 * its heading says what it is, and a press that was on its way presses nothing.
 */
export async function sayStepGone(shown: () => string, heading: () => HTMLElement | undefined) {
	addEventListener('click', swallow, true);
	setTimeout(() => removeEventListener('click', swallow, true), UNREAD);
	await tick();
	replaceState(shown(), page.state);
	heading()?.focus();
}

function swallow(press: Event) {
	press.preventDefault();
	press.stopImmediatePropagation();
}
