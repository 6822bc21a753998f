import { error } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Nobody but the customer shall keep or find these pages; their address is a secret (R5). */
export const load: LayoutServerLoad = async ({ setHeaders, parent }) => {
	setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
	const { business } = await parent();
	// A booking is somebody's; without a business there can be none.
	if (!business) error(404, 'There is nothing here yet.');
	return { business };
};
