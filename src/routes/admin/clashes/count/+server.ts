import { json } from '@sveltejs/kit';
import { countClashes } from '$lib/server/bookings/clashes';
import type { RequestHandler } from './$types';

/** How many clashes there are to resolve, for the place's name to say. */
export const GET: RequestHandler = async ({ locals }) =>
	json({ clashes: await countClashes(locals.sql) });
