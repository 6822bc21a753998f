import { dev } from '$app/environment';

/** Milliseconds: first the page has what it needs itself. */
const LATER = 2_000;
/** The pages that the worker is asked about, each by a worker of its own: the office has none. */
const SCOPES = ['/b/', '/book', '/portal'];

/**
 * Has the browser keep the page that says that there is no connection (service-worker.ts), for the
 * part of the customers' pages that `path` is in. Answers with what ends the wait for it.
 */
export function prepareOffline(path: string): () => void {
	const scope = SCOPES.find((begin) => path.startsWith(begin));
	if (dev || !scope || !('serviceWorker' in navigator)) return () => {};
	const timer = setTimeout(() => {
		// A browser that does not want to goes without.
		navigator.serviceWorker.register('/service-worker.js', { scope }).catch(() => {});
	}, LATER);
	return () => clearTimeout(timer);
}
