import { readPausesOfBooking } from '$lib/server/mail/pauses';
import { runtime } from '$lib/server/runtime';
import { openBooking, type Asking } from './read';

/**
 * What becomes of an email that was just written: it leaves, or it waits as email is paused (`held`),
 * or it is kept here. `whom` is an address, or "them".
 */
export function sayWritten(whom: string, held: boolean): string {
	if (held) return `An email to ${whom} is written. It waits, as email is paused.`;
	if (runtime().config.mailgun !== null) return `An email is on its way to ${whom}.`;
	return `An email to ${whom} is written. It is kept here and not sent, as no Mailgun key is set.`;
}

/** The same of an email to the customer of a booking. */
export async function sayWrittenOf(asking: Asking, bookingId: number): Promise<string> {
	const [{ customer }, { booking, customer: theirs, all }] = await Promise.all([
		openBooking(asking, bookingId),
		readPausesOfBooking(asking.sql, bookingId)
	]);
	return sayWritten(
		customer.email,
		[booking, theirs, all].some((pause) => pause !== null)
	);
}
