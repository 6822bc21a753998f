import { json } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { countStandings } from '$lib/server/bookings/standings';
import type { RequestHandler } from './$types';
import { flagsForm, policyOf } from '../schema';

/**
 * What the flags mean for upcoming bookings as they are, and what those of the form that is sent would
 * mean; null where they cannot be taken as they are. Nothing is changed.
 */
export const POST: RequestHandler = async ({ request, locals: { sql } }) => {
	const form = await superValidate(await request.formData(), zod4(flagsForm));
	const [now, then] = await Promise.all([
		countStandings(sql),
		form.valid ? countStandings(sql, policyOf(form.data)) : null
	]);
	return json({ now, then });
};
