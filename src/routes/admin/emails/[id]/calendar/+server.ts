import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { mailAt } from '../mail';

/** The invite that went out with a mail, to be opened or kept. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { calendar } = await mailAt(locals, params.id);
	if (calendar === null) error(404, 'No invite went out with this email.');
	return new Response(calendar, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': `attachment; filename="email-${params.id}.ics"`
		}
	});
};
