import { error, json } from '@sveltejs/kit';
import { readBusiness } from '$lib/server/settings/business';
import { fieldworkerOf } from '../../fieldworker-choice';
import { readChoice } from '../../month';
import { bookQuery } from '../schema';
import { readTimes } from '../times';
import { knownVisitor } from '../visitor';
import type { RequestHandler } from './$types';

/** A month of free starts as numbers, for the calendar that is open: nothing about anybody (R7). */
export const GET: RequestHandler = async ({ locals, url, cookies }) => {
	const { service, fieldworker } = bookQuery.parse(Object.fromEntries(url.searchParams));
	const business = await readBusiness(locals.sql);
	const times =
		business && service !== undefined
			? await readTimes(
					locals.sql,
					business.timeZone,
					{
						serviceId: service,
						fieldworkerId: fieldworkerOf(fieldworker),
						visitor: knownVisitor(cookies)
					},
					readChoice(url.searchParams)
				)
			: null;
	if (!times) error(404, 'This service cannot be booked any more. Please choose another one.');
	return json(times, { headers: { 'cache-control': 'no-store' } });
};
