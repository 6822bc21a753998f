import { error, json } from '@sveltejs/kit';
import { readBusiness } from '$lib/server/settings/business';
import { wordsFor } from '$lib/words';
import { fieldworkerOf } from '../../fieldworker-of';
import { readChoice, readZone } from '../../month';
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
					{
						rules: business.timeZone,
						shown: readZone(url.searchParams) ?? business.timeZone
					},
					{
						serviceId: service,
						fieldworkerId: fieldworkerOf(fieldworker),
						visitor: knownVisitor(cookies)
					},
					readChoice(url.searchParams)
				)
			: null;
	if (!times) error(404, wordsFor(locals.language).answers.serviceGone);
	return json(times, { headers: { 'cache-control': 'no-store' } });
};
