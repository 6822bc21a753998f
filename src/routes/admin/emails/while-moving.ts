import { onMount } from 'svelte';
import { navigating } from '$app/state';
import { getBoard } from '$lib/live/board.svelte';
import type { MailRow } from '$lib/server/mail/log';

/** Milliseconds between two looks at mail that is about to leave. */
const GAP = 3_000;
/** Older mail waits for something that takes its time, such as Mailgun's coming back. */
const FRESH = 60_000;

/**
 * Reads a page again while a mail on it is just being sent, which takes a moment. To be called while
 * the page's component is made.
 * @param longest milliseconds after which it is read all the same, where mail that nobody tells of
 *   may have come
 */
export function whileMoving(
	shown: () => readonly Pick<MailRow, 'state' | 'createdAt'>[],
	read: () => Promise<void>,
	longest = Infinity
): void {
	const board = getBoard();
	onMount(() => {
		let lastRead = Date.now();
		const timer = setInterval(() => {
			const now = Date.now();
			const moving = shown().some(
				({ state, createdAt }) =>
					(state === 'queued' || state === 'sending') && now - createdAt < FRESH
			);
			const due = moving || now - lastRead >= longest;
			// A page that cannot be read would give way to an error.
			if (!due || document.hidden || navigating.to || board.state !== 'live') return;
			lastRead = now;
			void read();
		}, GAP);
		return () => clearInterval(timer);
	});
}
