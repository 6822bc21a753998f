import { onMount } from 'svelte';
import { navigating } from '$app/state';
import type { MailRow } from '$lib/server/mail/log';

/** Milliseconds between two looks at mail that is about to leave. */
const GAP = 3_000;
/** Older mail waits for something that takes its time, such as Mailgun's coming back. */
const FRESH = 60_000;

/**
 * Reads a page again while a mail on it is just being sent, which takes a moment. To be called while
 * the page's component is made.
 */
export function whileMoving(
	shown: () => readonly Pick<MailRow, 'state' | 'createdAt'>[],
	read: () => Promise<void>
): void {
	onMount(() => {
		const timer = setInterval(() => {
			const moving = shown().some(
				({ state, createdAt }) =>
					(state === 'queued' || state === 'sending') && Date.now() - createdAt < FRESH
			);
			if (moving && !document.hidden && !navigating.to) void read();
		}, GAP);
		return () => clearInterval(timer);
	});
}
