import { hoursActions, loadHours } from '../../../_parts/hours/hours';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const { business } = await parent();
	return { hours: await loadHours(locals.sql, null, business) };
};

export const actions: Actions = hoursActions(() => null);
