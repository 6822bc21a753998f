import { listTemplates } from '$lib/server/mail/template-store';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { sql } }) => ({
	templates: await listTemplates(sql),
	now: Date.now()
});
