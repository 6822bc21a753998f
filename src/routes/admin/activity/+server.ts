import { error, json } from '@sveltejs/kit';
import { z } from 'zod';
import { scopeOf } from '$lib/server/accounts/staff';
import { readActivity } from '$lib/server/bookings/activity';
import type { RequestHandler } from './$types';

/** How many of the feed come at a time. */
const PAGE = 30;

/** Where the page before ended: "1005.3", a booking and its version. */
const asked = z.object({
	before: z
		.string()
		.regex(/^[1-9]\d{0,14}\.[1-9]\d{0,8}$/)
		.transform((text) => {
			const [bookingId = 0, version = 0] = text.split('.').map(Number);
			return { bookingId, version };
		})
		.optional()
});

/** What happened, the newest first; a fieldworker hears of their own bookings. */
export const GET: RequestHandler = async ({ locals: { sql, staff }, url }) => {
	const parsed = asked.safeParse(Object.fromEntries(url.searchParams));
	if (!parsed.success || !staff) error(400, 'Ask for what happened before a change that there is.');
	const { before } = parsed.data;
	const scope = scopeOf(staff);
	return json(await readActivity(sql, { scope, limit: PAGE, ...(before && { before }) }));
};
