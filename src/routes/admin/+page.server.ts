import { runsBackOffice, scopeOf } from '$lib/server/accounts/staff';
import { readShownChoices } from '$lib/server/bookings/shown-choices';
import type { PageServerLoad } from './$types';

/** Who and what the board can show, for its columns and filters; what stands on it is read later. */
export const load: PageServerLoad = async ({ locals: { sql, staff } }) => ({
	...(await readShownChoices(sql, staff ? scopeOf(staff) : 0)),
	mayEdit: staff !== null && runsBackOffice(staff.role)
});
