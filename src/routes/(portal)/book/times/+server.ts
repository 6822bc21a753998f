import { error, json } from '@sveltejs/kit';
import { readBusiness } from '$lib/server/settings/business';
import { readChoice } from '../../month';
import { bookQuery, fieldworkerOf } from '../schema';
import { readTimes } from '../times';
import type { RequestHandler } from './$types';

/** A month of free starts as numbers, for the calendar that is open: nothing about anybody (R7). */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { service, fieldworker } = bookQuery.parse(Object.fromEntries(url.searchParams));
	const business = await readBusiness(locals.sql);
	const times =
		business && service !== undefined
			? await readTimes(
					locals.sql,
					business.timeZone,
					{ serviceId: service, fieldworkerId: fieldworkerOf(fieldworker) },
					readChoice(url.searchParams)
				)
			: null;
	if (!times) error(404, 'This service cannot be booked any more. Please choose another one.');
	return json(times, { headers: { 'cache-control': 'no-store' } });
};
