import { readHistory } from '$lib/server/bookings/history';
import { readStanding } from '$lib/server/bookings/standing';
import { openBooking, shownToCustomer } from './booking';
import type { PageServerLoad } from './$types';

/** What has just been done, when an action leads back here; it changes nothing (R4). */
type News =
	{ kind: 'moved'; from: number; given: boolean } | { kind: 'booked' } | { kind: 'saved' };

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const booking = await openBooking(locals, params);
	const standing = await readStanding(locals.sql, booking);
	const { now, reschedule, cancel, edit } = standing;
	let news: News | null = null;
	if (booking.status === 'confirmed') {
		if (url.searchParams.has('moved')) news = await readLastMove(locals, booking.id);
		else if (url.searchParams.has('booked')) news = { kind: 'booked' };
		else if (url.searchParams.has('saved')) news = { kind: 'saved' };
	}
	return { booking: shownToCustomer(booking), now, reschedule, cancel, edit, news };
};

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
