import { error, json } from '@sveltejs/kit';
import { z } from 'zod';
import { bookingsBetween } from '$lib/server/bookings/list';
import { blockedBetween } from '$lib/server/occupancy/blocked-events';
import type { Answer } from '../../_parts/week/entries';
import type { RequestHandler } from './$types';

const LONGEST = 45 * 86_400_000;

const instant = z
	.string()
	.min(1)
	.pipe(
		z.coerce
			.number<string>()
			.int()
			.min(Date.UTC(1900, 0, 1))
			.max(Date.UTC(2200, 0, 1))
	);
const range = z
	.object({ from: instant, until: instant })
	.refine(({ from, until }) => from < until && until - from <= LONGEST);

/** What stands in a stretch of time, for the calendar; instants in epoch milliseconds. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const asked = range.safeParse(Object.fromEntries(url.searchParams));
	if (!asked.success)
		error(400, 'Ask for bookings from one instant until another, 45 days at most.');
	const { from, until } = asked.data;
	const [bookings, blocked] = await Promise.all([
		bookingsBetween(locals.sql, from, until),
		blockedBetween(locals.sql, from, until)
	]);
	return json({ bookings, blocked } satisfies Answer);
};
