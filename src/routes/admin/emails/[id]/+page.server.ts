import type { PageServerLoad } from './$types';
import { mailAt } from './mail';

export const load: PageServerLoad = async ({ locals, params }) => {
	// The HTML has an address of its own, to be shown in a frame that can do nothing.
	const { html, ...mail } = await mailAt(locals, params.id);
	return { mail, written: html !== null, now: Date.now() };
};
