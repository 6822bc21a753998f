import { listBookings } from '$lib/server/bookings/list';
import { listFieldworkers } from '$lib/server/people/fieldworkers';
import type { PageServerLoad } from './$types';
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
	return {
		bookings,
		total,
		page: filter.page,
		pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
		fieldworkers,
		typed,
		problems,
		now
	};
};
