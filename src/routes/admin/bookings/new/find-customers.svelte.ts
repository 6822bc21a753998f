import type { CustomerRow } from '$lib/server/people/customers-list';

/** Milliseconds without a change before the server is asked. */
const PAUSE = 150;

/**
 * The customers who have the words that are being typed: undefined until the first answer, and while
 * there are no words. To be called while a component is made.
 */
export function findCustomers(words: () => string) {
	let known = $state.raw<CustomerRow[]>();

	$effect(() => {
		const typed = words().trim();
		if (!typed) {
			known = undefined;
			return;
		}
		const aborting = new AbortController();
		const timer = setTimeout(async () => {
			const response = await fetch(`/admin/customers/suggest?words=${encodeURIComponent(typed)}`, {
				headers: { accept: 'application/json' },
				signal: aborting.signal
			}).catch(() => null);
			if (!response?.ok || aborting.signal.aborted) return;
			known = (await response.json()) as CustomerRow[];
		}, PAUSE);
		return () => {
			clearTimeout(timer);
			aborting.abort();
		};
	});

	return {
		get customers() {
			return known;
		}
	};
}
