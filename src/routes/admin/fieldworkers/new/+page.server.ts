import { fail, redirect } from '@sveltejs/kit';
import { superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { readWeeklyHours } from '$lib/server/hours/read';
import { addFieldworker } from '$lib/server/people/fieldworkers';
import { listCatalog } from '$lib/server/services/catalog';
import type { HoursAnswer } from '../../_parts/hours/hours';
import { fieldworkerForm, fieldworkerOf, formOf } from '../schema';
import type { Actions, PageServerLoad } from './$types';

const options = { id: 'details' };

export const load: PageServerLoad = async ({ locals: { sql } }) => {
	const services = (await listCatalog(sql)).filter(({ active }) => active);
	const form = await superValidate<Infer<typeof fieldworkerForm>, HoursAnswer>(
		{ ...formOf(null), serviceIds: services.map(({ id }) => String(id)) },
		zod4(fieldworkerForm),
		{ ...options, errors: false }
	);
	return { form, services: services.map((one) => ({ ...one, upcoming: 0 })) };
};

export const actions: Actions = {
	default: async ({ request, locals: { sql, staff } }) => {
		const form = await superValidate(request, zod4(fieldworkerForm), options);
		if (!form.valid) return fail(400, { form });
		// Their hours are the business's to begin with; the page that comes next is where to change them.
		const weekly = await readWeeklyHours(sql, null);
		const id = await addFieldworker(sql, { ...fieldworkerOf(form.data), weekly }, staff!);
		redirect(303, `/admin/fieldworkers/${id}?added`);
	}
};
