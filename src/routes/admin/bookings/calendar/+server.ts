import { error, json } from '@sveltejs/kit';
import { z } from 'zod';
import { bookingsBetween } from '$lib/server/bookings/list';
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

/** The bookings of a stretch of time for the calendar; instants in epoch milliseconds. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const asked = range.safeParse(Object.fromEntries(url.searchParams));
	if (!asked.success)
		error(400, 'Ask for bookings from one instant until another, 45 days at most.');
	return json(await bookingsBetween(locals.sql, asked.data.from, asked.data.until));
};
