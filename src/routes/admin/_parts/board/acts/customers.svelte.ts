import type { CustomerRow } from '$lib/server/people/customers-list';

/** Milliseconds without a letter before the server is asked. */
const PAUSE = 200;

/**
 * Customers who may be meant by what is typed; the last words count. To be called while a component
 * is made.
 */
export function suggestCustomers(typed: () => string) {
	let found = $state.raw<CustomerRow[]>([]);

	$effect(() => {
		const words = typed().trim();
		if (words.length < 2) {
			found = [];
			return;
		}
		const aborting = new AbortController();
		const timer = setTimeout(async () => {
			const query = encodeURIComponent(words);
			const response = await fetch(`/admin/customers/suggest?words=${query}`, {
				headers: { accept: 'application/json' },
				signal: aborting.signal
			}).catch(() => null);
			// Without them a customer is typed in full.
			const customers = response?.ok ? ((await response.json()) as CustomerRow[]) : [];
			if (!aborting.signal.aborted) found = customers;
		}, PAUSE);
		return () => {
			clearTimeout(timer);
			aborting.abort();
		};
	});

	return {
		get found() {
			return found;
		}
	};
}
