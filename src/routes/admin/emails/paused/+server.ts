import { json } from '@sveltejs/kit';
import { readPausedForAll } from '$lib/server/mail/pauses';
import type { RequestHandler } from './$types';

/** Whether email to customers is paused, for the line that says so on every page. */
export const GET: RequestHandler = async ({ locals }) =>
	json({ paused: await readPausedForAll(locals.sql) });
