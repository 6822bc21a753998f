import { error, fail } from '@sveltejs/kit';
import { message, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { countUpcoming } from '$lib/server/bookings/upcoming';
import { listFieldworkers } from '$lib/server/people/fieldworkers';
import { findService } from '$lib/server/services/catalog';
import { saveService, serviceValues } from '$lib/server/services/save';
import { requireBusiness } from '$lib/server/settings/business';
import { readFlags } from '$lib/server/settings/flags';
import { idOf } from '../../_parts/id';
import { openedOf, sayMeanwhile, seenIn } from '../../_parts/meanwhile';
import { formOf, serviceForm, serviceOf, type ServiceAnswer } from '../schema';
import type { Actions, PageServerLoad } from './$types';

const notHere = (): never =>
	error(404, 'There is no such service. Choose one from the list of services.');

export const load: PageServerLoad = async ({ params, locals: { sql } }) => {
	const id = idOf(params.id) ?? notHere();
	const [service, fieldworkers, policy, toCome] = await Promise.all([
		findService(sql, id),
		listFieldworkers(sql),
		readFlags(sql),
		countUpcoming(sql, { serviceId: id })
	]);
	if (!service) return notHere();
	const { name, color, active, upcoming } = service;
	const does = new Set(service.fieldworkers.map((fieldworker) => fieldworker.id));
	return {
		service: { id, name, color, active, upcoming },
		form: await superValidate<Infer<typeof serviceForm>, ServiceAnswer>(
			{ ...formOf(service), opened: openedOf(serviceValues(service)) },
			zod4(serviceForm)
		),
		fieldworkers: fieldworkers
			.filter((one) => one.active || does.has(one.id))
			.map((one) => ({
				...one,
				/** Of this service. */
				upcoming: toCome.find(({ fieldworkerId }) => fieldworkerId === one.id)?.count ?? 0
			})),
		policy
	};
};

export const actions: Actions = {
	default: async ({ params, request, locals: { sql, staff } }) => {
		const id = idOf(params.id) ?? notHere();
		const form = await superValidate<Infer<typeof serviceForm>, ServiceAnswer>(
			request,
			zod4(serviceForm)
		);
		if (!form.valid) return fail(400, { form });
		const saved = await saveService(sql, id, serviceOf(form.data), staff!, seenIn(form.data));
		if (saved.result === 'not_found') return notHere();
		form.data.opened = openedOf(saved.now);
		if (saved.result === 'changed') {
			const meanwhile = sayMeanwhile(saved, await requireBusiness(sql));
			return message(form, { meanwhile }, { status: 409 });
		}
		return message(form, { words: 'Saved. It counts from now on, for open pages too.' });
	}
};
