import { error, fail } from '@sveltejs/kit';
import { message, setError, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { localDate } from '$lib/scheduling/zoned-time';
import { block } from '$lib/server/occupancy/block';
import { comingBlockedEvents } from '$lib/server/occupancy/blocked-events';
import { unblock } from '$lib/server/occupancy/unblock';
import { listFieldworkers } from '$lib/server/people/fieldworkers';
import { requireBusiness, type Business } from '$lib/server/settings/business';
import type { Actions, PageServerLoad } from './$types';
import { consentOf } from '../_parts/hours/consent';
import { blockForm, periodOf, type BlockAnswer } from './schema';
import { sayPeriod } from './words';

/** Nothing chosen yet, from today on. */
const emptyForm = ({ timeZone }: Pick<Business, 'timeZone'>) =>
	superValidate<Infer<typeof blockForm>, BlockAnswer>(
		{ fromDate: localDate(timeZone, Date.now()) },
		zod4(blockForm),
		{ errors: false }
	);

export const load: PageServerLoad = async ({ locals: { sql }, parent }) => {
	const { business } = await parent();
	const [events, fieldworkers, form] = await Promise.all([
		comingBlockedEvents(sql),
		listFieldworkers(sql),
		emptyForm(business)
	]);
	return {
		events,
		fieldworkers: fieldworkers.filter(({ active }) => active),
		form,
		now: Date.now()
	};
};

export const actions: Actions = {
	add: async ({ request, locals: { sql, staff } }) => {
		const form = await superValidate<Infer<typeof blockForm>, BlockAnswer>(
			await request.formData(),
			zod4(blockForm)
		);
		if (!form.valid) return fail(400, { form });
		const business = await requireBusiness(sql);
		const now = Date.now();
		const { who, title } = form.data;
		const period = periodOf(form.data, business.timeZone, now);
		if ('field' in period) return setError(form, period.field, period.words);

		const outcome = await block(sql, {
			fieldworkerId: who === 'everybody' ? null : Number(who),
			...period,
			title,
			by: staff!,
			unlessBooked: true,
			consent: consentOf(form.data)
		});
		switch (outcome.result) {
			case 'not_found':
				return setError(form, 'who', 'They are no longer here. Choose somebody else.');
			case 'booked':
				return message(form, { done: false, stranded: outcome.stranded }, { status: 409 });
			case 'blocked': {
				const { bookings, asked } = outcome;
				const when = sayPeriod(period.startsAt, period.endsAt, business, now);
				const fresh = { ...(await emptyForm(business)), valid: true };
				return message(fresh, { done: true, when, bookings, asked });
			}
		}
	},

	remove: async ({ request, locals: { sql, staff } }) => {
		const id = (await request.formData()).get('id');
		if (typeof id !== 'string' || !/^[1-9]\d{0,14}$/.test(id)) {
			error(400, 'It is not clear which one to remove. Open the page again and try once more.');
		}
		return { removed: (await unblock(sql, Number(id), staff!)) !== null };
	}
};
