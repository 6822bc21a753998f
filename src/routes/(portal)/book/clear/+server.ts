import { redirect } from '@sveltejs/kit';
import { nextOf } from '../../portal/next';
import { forgetDraft } from '../draft';
import type { RequestHandler } from './$types';

/** Opening an address forgets nothing (R4): it leads to where the button is. */
export const GET: RequestHandler = () => redirect(303, '/book');

/** Forgets what was typed in this browser, and leads back to where `next` in the address says. */
export const POST: RequestHandler = ({ cookies, url }) => {
	forgetDraft(cookies);
	redirect(303, nextOf(url));
};
