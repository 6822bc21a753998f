/** Milliseconds without a change before the server is asked. */
const PAUSE = 150;

/**
 * What the server finds for the words that are being typed, at `address` with `?words=`: undefined
 * until the first answer, and while there are no words. To be called while a component is made.
 */
export function findAsTyped<Found>(address: string, words: () => string) {
	let found = $state.raw<Found[]>();

	$effect(() => {
		const typed = words().trim();
		if (!typed) {
			found = undefined;
			return;
		}
		const aborting = new AbortController();
		const timer = setTimeout(async () => {
			const response = await fetch(`${address}?words=${encodeURIComponent(typed)}`, {
				headers: { accept: 'application/json' },
				signal: aborting.signal
			}).catch(() => null);
			if (!response?.ok) return;
			const answer = (await response.json().catch(() => undefined)) as Found[] | undefined;
			if (!aborting.signal.aborted) found = answer;
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
