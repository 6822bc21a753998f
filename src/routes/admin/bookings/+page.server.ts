import { redirect } from '@sveltejs/kit';
import { runsBackOffice, scopeOf } from '$lib/server/accounts/staff';
import { listBookings } from '$lib/server/bookings/list';
import { listChoices } from '$lib/server/bookings/choices';
import type { PageServerLoad } from './$types';
import { listAddress } from './address';
import { readFilter } from './filter';

const PAGE_SIZE = 50;

export const load: PageServerLoad = async ({ locals: { sql, staff }, url, parent }) => {
	const { business } = await parent();
	const now = Date.now();
	const { typed, filter, shown, problems } = readFilter(url.searchParams, business.timeZone, now);
	const scope = scopeOf(staff!);
	const [{ bookings, total }, { services, fieldworkers }] = await Promise.all([
		listBookings(sql, { ...filter, ...shown, scope, pageSize: PAGE_SIZE }),
		listChoices(sql)
	]);
	const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
	if (shown.page > pages) redirect(303, listAddress(typed, { page: pages }));
	return {
		bookings,
		total,
		page: shown.page,
		pages,
		services,
		// Whoever sees their own bookings alone has nobody to choose.
		fieldworkers: scope === 'everybody' ? fieldworkers : [],
		mayChange: runsBackOffice(staff!.role),
		typed,
		problems,
		/** Which bookings can come into this list. */
		range: { from: filter.from, until: filter.until, fieldworkerId: filter.fieldworkerId },
		now
	};
};
