import { error } from '@sveltejs/kit';
import { wordsFor } from '$lib/words';
import type { LayoutServerLoad } from './$types';

/** Nobody has anything here before there is a business. */
export const load: LayoutServerLoad = async ({ locals, parent }) => {
	const { business } = await parent();
	if (!business) error(404, wordsFor(locals.language).answers.nothingYet);
	return { business };
};
