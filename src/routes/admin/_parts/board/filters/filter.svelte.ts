import { browser } from '$app/environment';
import { afterNavigate, pushState, replaceState } from '$app/navigation';
import { page } from '$app/state';
import { onMount } from 'svelte';
import type { BoardFilter } from '../contract';
import { filterText, narrowed, readFilter, type Known } from './address';

/**
 * What is left out of the board, as the address says it, so that a view can be shared and the back
 * button goes back to it. To be called while the page's component is made.
 */
export function openFilter(known: () => Known) {
	/** As the address bar has it: `page` does not know what was put there without navigating. */
	const fromAddress = () => readFilter(browser ? location.search : page.url.search, known());
	const first = fromAddress();
	// Raw: it stays the same object until somebody changes it.
	let filter = $state.raw(first.filter);
	let ignored = $state.raw(first.ignored);

	function follow() {
		// On the way to another page this one is still here.
		if (location.pathname !== page.url.pathname) return;
		const read = fromAddress();
		ignored = read.ignored;
		if (filterText(read.filter) !== filterText(filter)) filter = read.filter;
	}
	onMount(() => {
		addEventListener('popstate', follow);
		return () => removeEventListener('popstate', follow);
	});
	afterNavigate(follow);

	return {
		get filter() {
			return filter;
		},
		/** What in the address was no use, in words. */
		get ignored() {
			return ignored;
		},
		/** Narrows the board: `push` is a step that the back button takes back, `replace` is not. */
		setFilter(next: BoardFilter, how: 'push' | 'replace') {
			ignored = [];
			if (filterText(next) === filterText(filter)) return;
			filter = next;
			const put = how === 'push' ? pushState : replaceState;
			put(narrowed(location.href, next), { ...page.state });
		}
	};
}
