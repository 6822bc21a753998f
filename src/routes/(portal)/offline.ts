import { dev } from '$app/environment';

/** Milliseconds: first the page has what it needs itself. */
const LATER = 2_000;

/**
 * Has the browser keep the page that says that there is no connection (service-worker.ts). Answers
 * with what ends the wait for it.
 */
export function prepareOffline(): () => void {
	if (dev || !('serviceWorker' in navigator)) return () => {};
	const timer = setTimeout(() => {
		// A browser that does not want to goes without.
		navigator.serviceWorker.register('/service-worker.js').catch(() => {});
	}, LATER);
	return () => clearTimeout(timer);
}
