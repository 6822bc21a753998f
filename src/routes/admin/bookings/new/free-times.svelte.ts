type Asked = { service: string; fieldworker: string; date: string };

/** Milliseconds without a change before the server is asked. */
const PAUSE = 150;

/**
 * The free times of the day that is chosen, in epoch milliseconds; undefined while they are not
 * known. To be called while a component is made.
 */
export function freeTimes(asked: () => Asked | null) {
	let known = $state.raw<{ key: string; times: number[] }>();
	const key = $derived.by(() => {
		const wanted = asked();
		if (!wanted) return null;
		const { service, fieldworker, date } = wanted;
		return `service=${service}&fieldworker=${fieldworker}&date=${date}`;
	});

	$effect(() => {
		const wanted = key;
		if (!wanted) return;
		const aborting = new AbortController();
		const timer = setTimeout(async () => {
			const response = await fetch(`/admin/bookings/new/times?${wanted}`, {
				headers: { accept: 'application/json' },
				signal: aborting.signal
			}).catch(() => null);
			if (!response?.ok || aborting.signal.aborted) return;
			known = { key: wanted, times: (await response.json()) as number[] };
		}, PAUSE);
		return () => {
			clearTimeout(timer);
			aborting.abort();
		};
	});

	return {
		get times() {
			return known && known.key === key ? known.times : undefined;
		}
	};
}
