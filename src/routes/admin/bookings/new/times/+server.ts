import { error, json } from '@sveltejs/kit';
import { z } from 'zod';
import { suggestTimes } from '$lib/server/bookings/suggest';
import type { RequestHandler } from './$types';

const id = z
	.string()
	.regex(/^[1-9]\d{0,8}$/)
	.transform(Number);
const wanted = z.object({
	service: id,
	fieldworker: z.union([z.literal('any'), id]),
	date: z.iso.date().refine((day) => day >= '2000' && day < '2200')
});

/** The starts of a day that are free for a service; instants in epoch milliseconds. */
export const GET: RequestHandler = async ({ locals: { sql }, url }) => {
	const asked = wanted.safeParse(Object.fromEntries(url.searchParams));
	if (!asked.success) error(400, 'Ask for the times of a day, of a service and a fieldworker.');
	const { service, fieldworker, date } = asked.data;
	return json(await suggestTimes(sql, { serviceId: service, fieldworkerId: fieldworker, date }));
};
