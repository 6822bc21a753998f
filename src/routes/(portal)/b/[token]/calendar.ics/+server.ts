import { isHttpError, redirect } from '@sveltejs/kit';
import type { Booking } from '$lib/server/bookings/find';
import { readCalendarFile } from '$lib/server/calendar/file';
import { requireBusiness } from '$lib/server/settings/business';
import { findPlace } from '../../../place';
import { openBooking } from '../booking';
import { wishesFor } from '../wishes-for';
import type { RequestEvent, RequestHandler } from './$types';

/** The booking as a file for the customer's own calendar. */
export const GET: RequestHandler = async (event) => {
	const { locals } = event;
	const [booking, business] = await Promise.all([open(event), requireBusiness(locals.sql)]);
	const { place } = findPlace(event, business, wishesFor(locals, booking), booking.timeZone);
	return new Response(await readCalendarFile(locals.sql, { booking, business, place }), {
		headers: {
			'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
			'content-disposition': `attachment; filename="booking-${booking.id}.ics"`,
			'cache-control': 'no-store'
		}
	});
};

/** The booking; who may not open it reads why on its page, and signs in or gets a new link there. */
async function open({ locals, params, request, url }: RequestEvent): Promise<Booking> {
	try {
		return await openBooking(locals, params);
	} catch (thrown) {
		// Where a link's target is saved as a file, a page would be taken for the calendar.
		const saves = (request.headers.get('sec-fetch-dest') ?? 'document') !== 'document';
		if (!isHttpError(thrown) || saves) throw thrown;
		redirect(303, url.pathname.replace(/\/[^/]*$/, ''));
	}
}
