import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** A mistyped address of the back office stays in the back office, and is guarded like the rest. */
export const load: PageServerLoad = () => {
	error(404, 'There is no page at this address.');
};
