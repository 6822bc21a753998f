import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { message, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { countUpcoming } from '$lib/server/bookings/upcoming';
import { changeFieldworker, fieldworkerValues } from '$lib/server/people/change-fieldworker';
import { findFieldworker } from '$lib/server/people/team';
import { listCatalog } from '$lib/server/services/catalog';
import { requireBusiness } from '$lib/server/settings/business';
import { consentOf } from '../../_parts/hours/consent';
import { hoursActions, loadHours, type HoursAnswer } from '../../_parts/hours/hours';
import { sayAsked } from '../../_parts/hours/words';
import { openedOf, sayMeanwhile, seenIn } from '../../_parts/meanwhile';
import { idOf } from '../../_parts/id';
import { fieldworkerForm, fieldworkerOf, formOf } from '../schema';
import type { Actions, PageServerLoad, RouteParams } from './$types';

const options = { id: 'details' };

const notHere = (): never =>
	error(404, 'There is no such fieldworker. Choose one from the list of fieldworkers.');

const whose = ({ params }: Pick<RequestEvent<RouteParams>, 'params'>): number =>
	idOf(params.id) ?? notHere();

export const load: PageServerLoad = async ({ params, locals: { sql } }) => {
	const id = whose({ params });
	const [fieldworker, services, business, toCome] = await Promise.all([
		findFieldworker(sql, id),
		listCatalog(sql),
		requireBusiness(sql),
		countUpcoming(sql, { fieldworkerId: id })
	]);
	if (!fieldworker) return notHere();
	const { name, active, upcoming } = fieldworker;
	const does = new Set(fieldworker.services.map((service) => service.id));
	const [form, hours] = await Promise.all([
		superValidate<Infer<typeof fieldworkerForm>, HoursAnswer>(
			{ ...formOf(fieldworker), opened: openedOf(fieldworkerValues(fieldworker)) },
			zod4(fieldworkerForm),
			options
		),
		loadHours(sql, id, business)
	]);
	return {
		fieldworker: { id, name, active, upcoming },
		services: services
			.filter((service) => service.active || does.has(service.id))
			.map((service) => ({
				...service,
				/** Theirs. */
				upcoming: toCome.find(({ serviceId }) => serviceId === service.id)?.count ?? 0
			})),
		form,
		hours
	};
};

export const actions: Actions = {
	details: async ({ params, request, locals: { sql, staff } }) => {
		const id = whose({ params });
		const form = await superValidate<Infer<typeof fieldworkerForm>, HoursAnswer>(
			request,
			zod4(fieldworkerForm),
			options
		);
		if (!form.valid) return fail(400, { form });
		const wanted = fieldworkerOf(form.data);
		const { data } = form;
		const outcome = await changeFieldworker(sql, id, wanted, staff!, consentOf(data), seenIn(data));
		switch (outcome.result) {
			case 'not_found':
				return notHere();
			case 'changed': {
				form.data.opened = openedOf(outcome.now);
				const meanwhile = sayMeanwhile(outcome, await requireBusiness(sql));
				return message(form, { done: false, stranded: [], meanwhile }, { status: 409 });
			}
			case 'strands':
				return message(form, { done: false, stranded: outcome.stranded }, { status: 409 });
			case 'saved':
				form.data = { ...data, seen: '', ask: [], opened: openedOf(outcome.now) };
				return message(form, { done: true, words: `Saved. ${sayAsked(outcome)}`.trim() });
		}
	},
	...hoursActions<RequestEvent<RouteParams>>(whose)
};
