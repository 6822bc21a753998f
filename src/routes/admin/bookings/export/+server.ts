import { error } from '@sveltejs/kit';
import { localDateOf } from '$lib/dates';
import { runsBackOffice, scopeOf } from '$lib/server/accounts/staff';
import { exportBookings } from '$lib/server/bookings/export';
import { requireBusiness } from '$lib/server/settings/business';
import { readFilter } from '../filter';
import type { RequestHandler } from './$types';

/**
 * All bookings of a list's address as a CSV file. A POST, since it is written into the audit log (R4).
 */
export const POST: RequestHandler = async ({ locals: { sql, staff }, url }) => {
	if (!runsBackOffice(staff!.role)) {
		error(403, 'Your account cannot export bookings. Ask the owner if you need it to.');
	}
	const { timeZone } = await requireBusiness(sql);
	const now = Date.now();
	const { filter } = readFilter(url.searchParams, timeZone, now);
	const pieces = await exportBookings(sql, {
		filter: { ...filter, scope: scopeOf(staff!) },
		timeZone,
		by: staff!
	});
	const body = new ReadableStream<string>({
		// One piece whenever there is room for it: however slow the reader, only that much is kept.
		async pull(controller) {
			const { value, done } = await pieces.next();
			if (done) controller.close();
			else controller.enqueue(value);
		},
		async cancel() {
			await pieces.return(undefined);
		}
	});
	return new Response(body.pipeThrough(new TextEncoderStream()), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="bookings-${localDateOf(now, timeZone)}.csv"`
		}
	});
};
