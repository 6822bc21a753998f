import { error, json } from '@sveltejs/kit';
import { z } from 'zod';
import { block } from '$lib/server/occupancy/block';
import { typed } from '../../../(portal)/typed';
import { LONGEST, TOO_LONG } from '../../blocked-events/schema';
import { inOrder, officeOf, parts, readAsked } from '../asked';
import type { RequestHandler } from './$types';

const wish = z
	.strictObject({
		/** Null for everybody. */
		fieldworkerId: parts.smallId.nullable(),
		startsAt: parts.instant,
		endsAt: parts.instant,
		title: typed(120, 'Keep this to 120 characters at most.'),
		/** The bookings in it that they were shown, and whose customers are to be asked. Ids. */
		seen: parts.id.array().max(20_000),
		ask: parts.id.array().max(20_000)
	})
	.refine(...inOrder);

/**
 * Blocks the time that was selected. Nothing is blocked while there are bookings in it that were not
 * shown (R12). Answers with what `block` says.
 */
export const POST: RequestHandler = async ({ locals, request }) => {
	const staff = officeOf(locals);
	const { seen, ask, ...event } = await readAsked(request, wish);
	if (event.endsAt - event.startsAt > LONGEST) error(400, TOO_LONG);
	const consent = { seen, ask };
	return json(await block(locals.sql, { ...event, by: staff, unlessBooked: true, consent }));
};
