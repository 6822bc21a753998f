import { json } from '@sveltejs/kit';
import { listChoices } from '$lib/server/bookings/choices';
import { officeOf } from '../asked';
import type { RequestHandler } from './$types';

/** What can be booked and who does it, for the board's new booking. */
export const GET: RequestHandler = async ({ locals }) => {
	officeOf(locals);
	return json(await listChoices(locals.sql));
};
