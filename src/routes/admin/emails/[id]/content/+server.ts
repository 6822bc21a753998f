import type { RequestHandler } from './$types';
import { mailAt } from '../mail';

/**
 * A mail's HTML as it was written, for the frame in the log. It cannot run scripts, load anything
 * but the logo, send forms or reach the back office; its links open in a tab of their own.
 */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { html } = await mailAt(locals, params.id);
	return new Response(html ?? '', {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
		}
	});
};
