import { redirect } from '@sveltejs/kit';
import { nextOf } from '../next';
import { leave } from '../entering';
import type { RequestHandler } from './$types';

/** Signs this browser out, and leads to where `next` in the address says. */
export const POST: RequestHandler = async ({ locals, cookies, url }) => {
	await leave({ locals, cookies });
	redirect(303, url.searchParams.has('next') ? nextOf(url) : '/portal?signed-out');
};
