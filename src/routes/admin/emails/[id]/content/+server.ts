import { mailFrameHeaders } from '../../../_parts/mail-frame';
import type { RequestHandler } from './$types';
import { mailAt } from '../mail';

/** A mail's HTML as it was written, for the frame in the log. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { html } = await mailAt(locals, params.id);
	return new Response(html ?? '', { headers: mailFrameHeaders });
};
