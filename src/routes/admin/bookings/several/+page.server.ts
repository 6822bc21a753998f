import { error, fail } from '@sveltejs/kit';
import { message, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { endOfDay, localDate, startOfDay } from '$lib/scheduling/zoned-time';
import { runsBackOffice, scopeOf, type Staff } from '$lib/server/accounts/staff';
import { cancelMany, resendMany } from '$lib/server/bookings/bulk';
import { findBookingRows } from '$lib/server/bookings/list';
import type { Actions, PageServerLoad } from './$types';
import { seenBooking, severalForm, severalQuery, type SeveralAnswer } from './schema';

function requireBackOffice(staff: Staff) {
	if (runsBackOffice(staff.role)) return;
	error(403, 'Your account cannot change several bookings at once. Ask the owner if you need to.');
}

/** What is about to be done to several bookings, in numbers, before it is done. */
export const load: PageServerLoad = async ({ locals: { sql, staff }, url, parent }) => {
	requireBackOffice(staff!);
	const { business } = await parent();
	const params = url.searchParams;
	const { act, back, ids } = severalQuery.parse({
		act: params.get('act'),
		back: params.get('back'),
		ids: params.getAll('id')
	});
	const bookings = await findBookingRows(sql, ids.map(Number), scopeOf(staff!));
	const now = Date.now();
	const can = bookings.filter(({ status }) =>
		act === 'cancel' ? status === 'confirmed' : status === 'confirmed' || status === 'cancelled'
	);
	const today = localDate(business.timeZone, now);
	const [from, until] = [startOfDay(business.timeZone, today), endOfDay(business.timeZone, today)];
	const form = await superValidate<Infer<typeof severalForm>, SeveralAnswer>(
		{ act, bookings: can.map(({ id, version }) => `${id}:${version}`), reason: '', notify: true },
		zod4(severalForm),
		{ errors: false }
	);
	return {
		form,
		act,
		back,
		bookings,
		counts: {
			can: can.length,
			cannot: bookings.length - can.length,
			today: can.filter(({ startsAt }) => startsAt >= from && startsAt < until).length,
			over: can.filter(({ endsAt }) => endsAt <= now).length,
			customers: new Set(can.map(({ customerId }) => customerId)).size
		},
		now
	};
};

export const actions: Actions = {
	default: async ({ request, locals: { sql, staff } }) => {
		requireBackOffice(staff!);
		const form = await superValidate<Infer<typeof severalForm>, SeveralAnswer>(
			await request.formData(),
			zod4(severalForm)
		);
		if (!form.valid) return fail(400, { form });
		const { act, reason, notify } = form.data;
		const bookings = form.data.bookings.map(seenBooking);
		if (act === 'details') {
			const outcome = await resendMany(sql, { ids: bookings.map(({ id }) => id), by: staff! });
			return message(form, { act, mails: outcome.done, ...outcome });
		}
		const actor = { kind: 'staff', staffId: staff!.id, notify } as const;
		const outcome = await cancelMany(sql, { bookings, reason, actor });
		return message(form, { act, mails: notify ? outcome.done : 0, ...outcome });
	}
};
