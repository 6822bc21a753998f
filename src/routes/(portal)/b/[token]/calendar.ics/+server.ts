import { readCalendarFile } from '$lib/server/calendar/file';
import { openBooking } from '../booking';
import type { RequestHandler } from './$types';

/** The booking as a file for the customer's own calendar. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const booking = await openBooking(locals, params);
	return new Response(await readCalendarFile(locals.sql, booking), {
		headers: {
			'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
			'content-disposition': `attachment; filename="booking-${booking.id}.ics"`,
			'cache-control': 'no-store'
		}
	});
};
