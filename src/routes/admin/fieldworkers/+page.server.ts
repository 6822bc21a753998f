import { listTeam } from '$lib/server/people/team';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	team: await listTeam(locals.sql)
});
