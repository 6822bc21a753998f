import type { Booking } from '$lib/server/bookings/find';
import { readHistory } from '$lib/server/bookings/history';
import { readReach, type Reach } from '$lib/server/mail/reach';
import { runtime } from '$lib/server/runtime';
import { openBooking, shownToCustomer, standingOf } from './booking';
import { wishesFor } from './wishes-for';
import type { PageServerLoad } from './$types';

/** What has just been done, when an action leads back here; it changes nothing (R4). */
type News =
	{ kind: 'moved'; from: number; given: boolean } | { kind: 'booked' | 'saved' | 'cancelled' };

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const booking = await openBooking(locals, params);
	const standing = await standingOf(locals, booking);
	const { now, reschedule, cancel, edit } = standing;
	let news: News | null = null;
	if (booking.status === 'confirmed') {
		if (url.searchParams.has('moved')) news = await readLastMove(locals, booking.id);
		else if (url.searchParams.has('booked')) news = { kind: 'booked' };
		else if (url.searchParams.has('saved')) news = { kind: 'saved' };
	} else if (booking.status === 'cancelled' && url.searchParams.has('cancelled')) {
		news = { kind: 'cancelled' };
	}
	const reach = news && (await reachOf(locals, booking));
	return { booking: shownToCustomer(locals, booking), now, reschedule, cancel, edit, news, reach };
};

/** What may be said of the email about it: nothing that need not be true. */
async function reachOf(locals: App.Locals, booking: Booking): Promise<Reach> {
	if (runtime().config.mailgun === null) return 'unknown';
	const { id, customer } = booking;
	const toThemselves = wishesFor(locals, booking) !== null;
	return readReach(locals.sql, { bookingId: id, email: customer.email, toThemselves });
}

async function readLastMove(locals: App.Locals, bookingId: number): Promise<News | null> {
	const [last] = await readHistory(locals.sql, bookingId);
	return last?.action === 'moved' && last.oldStartsAt !== null
		? {
				kind: 'moved',
				from: last.oldStartsAt,
				given: last.oldFieldworkerName !== last.newFieldworkerName
			}
		: null;
}
