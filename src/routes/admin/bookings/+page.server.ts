import { redirect } from '@sveltejs/kit';
import { listBookings } from '$lib/server/bookings/list';
import { listFieldworkers } from '$lib/server/people/fieldworkers';
import type { PageServerLoad } from './$types';
import { pageAddress } from './address';
import { readFilter } from './filter';

const PAGE_SIZE = 50;

export const load: PageServerLoad = async ({ locals, url, parent }) => {
	const { business } = await parent();
	const now = Date.now();
	const { typed, filter, problems } = readFilter(url.searchParams, business.timeZone, now);
	const [{ bookings, total }, fieldworkers] = await Promise.all([
		listBookings(locals.sql, { ...filter, pageSize: PAGE_SIZE }),
		listFieldworkers(locals.sql)
	]);
	const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
	if (filter.page > pages) redirect(303, pageAddress(typed, pages));
	return {
		bookings,
		total,
		page: filter.page,
		pages,
		fieldworkers,
		typed,
		problems,
		/** Which bookings can come into this list. */
		range: { from: filter.from, until: filter.until, fieldworkerId: filter.fieldworkerId },
		now
	};
};
