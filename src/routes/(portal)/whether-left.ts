import { onDestroy } from 'svelte';

/**
 * Says whether the component is gone, for whoever has waited for an answer meanwhile: it is nobody's
 * then. To be called as a component is made.
 */
export function whetherLeft(): () => boolean {
	let left = false;
	onDestroy(() => (left = true));
	return () => left;
}
