import { listCatalog } from '$lib/server/services/catalog';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	services: await listCatalog(locals.sql)
});
