import { error, json } from '@sveltejs/kit';
import { requireBusiness } from '$lib/server/settings/business';
import { readChoice, readZone } from '../../../month';
import { openBooking, standingOf } from '../booking';
import { readFieldworker } from '../reschedule/schema';
import { readTimes } from '../times';
import type { RequestHandler } from './$types';

/** A month of free starts as numbers, for the popup that is open: nothing about anybody (R7). */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const booking = await openBooking(locals, params);
	const [standing, { timeZone }] = await Promise.all([
		standingOf(locals, booking),
		requireBusiness(locals.sql)
	]);
	if (!standing.reschedule.allowed) error(403, standing.reschedule.words);
	const zones = { rules: timeZone, shown: readZone(url.searchParams) ?? timeZone };
	const times = await readTimes(locals, booking, standing, zones, {
		...readChoice(url.searchParams),
		fieldworker: readFieldworker(url.searchParams)
	});
	return json(times, { headers: { 'cache-control': 'no-store' } });
};
