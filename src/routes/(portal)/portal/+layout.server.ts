import { error } from '@sveltejs/kit';
import { wordsFor } from '$lib/words';
import type { LayoutServerLoad } from './$types';

/** Nobody has anything here before there is a business; and no search engine ever. */
export const load: LayoutServerLoad = async ({ locals, setHeaders, parent }) => {
	setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
	const { business } = await parent();
	if (!business) error(404, wordsFor(locals.language).answers.nothingYet);
	return { business };
};
