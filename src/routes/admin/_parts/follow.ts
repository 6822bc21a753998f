import { onMount } from 'svelte';
import { navigating } from '$app/state';
import { getBoard } from '$lib/live/board.svelte';
import { coalesce } from './coalesce';
import { touches, type Shown } from './touches';

/** Milliseconds between two readings of a page, however much changes. */
const GAP = 1_000;

/**
 * Reads a page again when something changes that is shown on it. To be called while the page's
 * component is made.
 */
export function followBoard(shown: () => Shown, read: () => Promise<void>): void {
	const board = getBoard();
	onMount(() => {
		let gone = false;
		const reading = coalesce(async () => {
			// To read this page would end the way to another one.
			await navigating.complete?.catch(() => {});
			if (gone) return true;
			// A page that cannot be read would give way to an error.
			if (board.state !== 'live') return board.state === 'ended';
			await read();
			return true;
		}, GAP);
		const deafen = board.hear((change) => {
			if (touches(change, shown())) reading.ask();
		});
		return () => {
			gone = true;
			deafen();
			reading.stop();
		};
	});
}
