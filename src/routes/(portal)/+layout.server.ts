import { readBusiness } from '$lib/server/settings/business';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
	const business = await readBusiness(locals.sql);
	return { business, weekStart: business?.weekStart ?? 1 };
};
