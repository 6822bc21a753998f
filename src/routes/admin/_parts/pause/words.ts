import type { Held } from '$lib/server/mail/held';

/** How much mail waits while it is paused. */
export function sayWaiting(waiting: number): string {
	if (waiting === 0) return 'No email waits so far.';
	return waiting === 1 ? '1 email waits.' : `${waiting} emails wait.`;
}

/** How many things that hold email are called by their names. */
const NAMED = 3;

/** Why email waits although it was resumed: "2 emails still wait: email about #1003 is paused." */
export function sayStillHeld({ waiting, bookings, customers, all }: Held): string {
	const holders = [
		...(all ? ['to all customers'] : []),
		...customers.map((name) => `to ${name}`),
		...bookings.map((id) => `about #${id}`)
	];
	const more = holders.length - NAMED;
	const named = [...holders.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])];
	const emails = waiting === 1 ? '1 email still waits' : `${waiting} emails still wait`;
	return `${emails}: email ${new Intl.ListFormat('en').format(named)} is paused.`;
}
