import { error, json } from '@sveltejs/kit';
import { readStanding } from '$lib/server/bookings/standing';
import { requireBusiness } from '$lib/server/settings/business';
import { readChoice } from '../../../month';
import { openBooking } from '../booking';
import { readFieldworker } from '../reschedule/schema';
import { readTimes } from '../times';
import type { RequestHandler } from './$types';

/** A month of free starts as numbers, for the popup that is open: nothing about anybody (R7). */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const booking = await openBooking(locals, params);
	const [standing, { timeZone }] = await Promise.all([
		readStanding(locals.sql, booking),
		requireBusiness(locals.sql)
	]);
	if (!standing.reschedule.allowed) error(403, standing.reschedule.words);
	const times = await readTimes(locals.sql, booking, standing, timeZone, {
		...readChoice(url.searchParams),
		fieldworker: readFieldworker(url.searchParams)
	});
	return json(times, { headers: { 'cache-control': 'no-store' } });
};
