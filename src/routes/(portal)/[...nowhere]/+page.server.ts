import { error } from '@sveltejs/kit';
import { wordsFor } from '$lib/words';
import type { PageServerLoad } from './$types';

/** What is at no address of ours: said in the business's colours, with a way to reach it. */
export const load: PageServerLoad = ({ locals }) => {
	error(404, wordsFor(locals.language).errors.noPage.words);
};
