import { readBusiness } from '$lib/server/settings/business';
import type { LayoutServerLoad } from './$types';

/** Until a business is set up, its back office is Reslot's own. */
const nobody = {
	name: 'Reslot',
	timeZone: 'UTC',
	locale: 'en-AU',
	address: '',
	phone: '',
	email: '',
	accentColor: '#0f766e',
	weekStart: 1,
	logo: null
};

// Who may be here at all is settled in hooks.server.ts, for actions and endpoints as well.
export const load: LayoutServerLoad = async ({ locals }) => ({
	business: (await readBusiness(locals.sql)) ?? nobody,
	staffName: locals.staff?.name ?? '',
	role: locals.staff?.role ?? 'fieldworker'
});
