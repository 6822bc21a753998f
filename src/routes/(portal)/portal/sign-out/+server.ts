import { redirect } from '@sveltejs/kit';
import { nextOf } from '../next';
import { leave } from '../entering';
import type { RequestHandler } from './$types';

/** Opening an address signs nobody out (R4): it leads to where the button is. */
export const GET: RequestHandler = () => redirect(303, '/portal');

/** Signs this browser out, and leads to where `next` in the address says. */
export const POST: RequestHandler = async ({ locals, cookies, url }) => {
	await leave({ locals, cookies });
	redirect(303, url.searchParams.has('next') ? nextOf(url) : '/portal?signed-out');
};
