import { error, fail } from '@sveltejs/kit';
import { countClashes, listClashes } from '$lib/server/bookings/clashes';
import { findBooking } from '$lib/server/bookings/find';
import { readFreeFieldworkers } from '$lib/server/bookings/free-fieldworkers';
import { keepClash } from '$lib/server/bookings/keep-clash';
import { move } from '$lib/server/bookings/move';
import { requireBusiness } from '$lib/server/settings/business';
import { answerMove, GONE, KEPT } from './answer';
import { giveForm, keepForm } from './schema';
import type { Actions, PageServerLoad } from './$types';

/** More than these are not listed at once: resolved ones make room. */
const MOST = 50;

const unclear = 'It is not clear what to do. Open the page again and try once more.';

export const load: PageServerLoad = async ({ locals: { sql } }) => {
	const [clashes, total] = await Promise.all([listClashes(sql, MOST), countClashes(sql)]);
	const ids = clashes.flatMap(({ bookings }) => bookings.map(({ id }) => id));
	return { clashes, total, free: await readFreeFieldworkers(sql, ids), now: Date.now() };
};

export const actions: Actions = {
	keep: async ({ request, locals: { sql, staff } }) => {
		const form = keepForm.safeParse(Object.fromEntries(await request.formData()));
		if (!form.success || !staff) error(400, unclear);
		const outcome = await keepClash(sql, { pairs: form.data.pairs, by: staff });
		return { answer: outcome === 'kept' ? KEPT : GONE };
	},

	give: async ({ request, locals: { sql, staff } }) => {
		const form = giveForm.safeParse(Object.fromEntries(await request.formData()));
		if (!form.success || !staff) error(400, unclear);
		const { booking: bookingId, version, fieldworker: fieldworkerId, notify } = form.data;
		const [booking, business] = await Promise.all([
			findBooking(sql, bookingId),
			requireBusiness(sql)
		]);
		const outcome = booking
			? await move(sql, {
					bookingId,
					fieldworkerId,
					startsAt: booking.startsAt,
					endsAt: booking.endsAt,
					expectedVersion: version,
					reason: '',
					actor: { kind: 'staff', staffId: staff.id, notify }
				})
			: ({ result: 'not_found' } as const);
		const answer = answerMove(outcome, notify, business);
		return answer.done ? { answer } : fail(409, { answer });
	}
};
