import { error, json } from '@sveltejs/kit';
import { scopeOf } from '$lib/server/accounts/staff';
import { readBoard } from '$lib/server/bookings/board';
import { pack } from '../_parts/board/data/wire';
import { askedFor } from './asked';
import type { RequestHandler } from './$types';

/**
 * What stands in a stretch of time, for the board; instants in epoch milliseconds. A fieldworker
 * gets what is theirs.
 */
export const GET: RequestHandler = async ({ locals: { sql, staff }, url }) => {
	const asked = askedFor.safeParse(Object.fromEntries(url.searchParams));
	if (!asked.success || !staff) {
		error(400, 'Ask for bookings from one instant until another, 62 days at most.');
	}
	const { from, until, fieldworker, service, status, search } = asked.data;
	const board = await readBoard(sql, from, until, {
		scope: scopeOf(staff),
		fieldworkerIds: fieldworker,
		serviceIds: service,
		statuses: status,
		search
	});
	return json(pack(board));
};
