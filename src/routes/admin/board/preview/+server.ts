import { error, json } from '@sveltejs/kit';
import { z } from 'zod';
import { foresee } from '../anybody';
import { inOrder, officeOf, parts } from '../asked';
import type { RequestHandler } from './$types';

const number = z
	.string()
	.regex(/^\d{1,15}$/)
	.transform(Number);
const wanted = z
	.object({
		bookingId: number.pipe(parts.id).optional(),
		serviceId: number.pipe(parts.smallId).optional(),
		fieldworkerId: z.union([z.literal('any'), number.pipe(parts.smallId)]),
		startsAt: number.pipe(parts.instant),
		endsAt: number.pipe(parts.instant)
	})
	.refine(...inOrder);

/** What a time would mean, to be said before it is saved (R12). */
export const GET: RequestHandler = async ({ locals, url }) => {
	officeOf(locals);
	const asked = wanted.safeParse(Object.fromEntries(url.searchParams));
	if (!asked.success) error(400, 'Ask about a fieldworker’s time from one instant until another.');
	const { bookingId, serviceId, ...time } = asked.data;
	const about = { ...(bookingId && { bookingId }), ...(serviceId && { serviceId }) };
	return json(await foresee(locals, { ...time, ...about }));
};
