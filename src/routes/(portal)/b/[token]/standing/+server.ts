import { json } from '@sveltejs/kit';
import { openBooking, shownToCustomer, standingOf } from '../booking';
import type { Standing } from '../standing';
import { withWhom } from '../with-whom';
import type { RequestHandler } from './$types';

/** How the booking stands now and what may be done with it, for the pages that are open. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const booking = await openBooking(locals, params);
	const { now, reschedule, cancel, edit, flags } = await standingOf(locals, booking);
	const standing: Standing = {
		booking: shownToCustomer(locals, booking),
		...{ now, reschedule, cancel, edit },
		withWhom: withWhom(booking, flags),
		commentRequired: flags.requireCancelComment
	};
	return json(standing, { headers: { 'cache-control': 'no-store' } });
};
