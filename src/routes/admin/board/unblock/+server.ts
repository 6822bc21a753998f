import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { unblock } from '$lib/server/occupancy/unblock';
import { officeOf, parts, readAsked } from '../asked';
import type { RequestHandler } from './$types';

/** Takes back that a time was blocked. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const staff = officeOf(locals);
	const { id } = await readAsked(request, z.strictObject({ id: parts.id }));
	const event = await unblock(locals.sql, id, staff);
	return json({ result: event ? 'unblocked' : 'not_found' });
};
