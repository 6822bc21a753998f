import { onMount } from 'svelte';

// Two tabs may be about to book one time. The one that loses it is told that it is theirs.

const NAME = 'reslot-booked';

/** A time that this browser has booked, an instant, and the address of the booking. */
type Booked = { startsAt: number; address: string };

/** Tells the browser's other tabs. */
export function tellBooked(booked: Booked): void {
	const channel = new BroadcastChannel(NAME);
	channel.postMessage(booked);
	channel.close();
}

/** What other tabs have booked last. To be called as a component is made. */
export function hearBooked() {
	let last = $state.raw<Booked | null>(null);
	onMount(() => {
		const channel = new BroadcastChannel(NAME);
		channel.onmessage = ({ data }: MessageEvent<Booked>) => (last = data);
		return () => channel.close();
	});
	return {
		/** Where the booking of this time is, if another tab has made it. */
		of: (startsAt: number | null) =>
			(last?.startsAt === startsAt ? last?.address : undefined) ?? null
	};
}
