import { runsBackOffice } from '$lib/server/accounts/staff';
import { readPausedForAll } from '$lib/server/mail/pauses';
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
export const load: LayoutServerLoad = async ({ locals: { sql, staff } }) => {
	const role = staff?.role ?? 'fieldworker';
	const [business, pausedForAll] = await Promise.all([
		readBusiness(sql),
		runsBackOffice(role) ? readPausedForAll(sql) : null
	]);
	return { business: business ?? nobody, staffName: staff?.name ?? '', role, pausedForAll };
};
