import { fail, redirect } from '@sveltejs/kit';
import { superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { listFieldworkers } from '$lib/server/people/fieldworkers';
import { saveService } from '$lib/server/services/save';
import { readFlags } from '$lib/server/settings/flags';
import { formOf, serviceForm, serviceOf, type ServiceAnswer } from '../schema';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { sql } }) => {
	const [fieldworkers, policy] = await Promise.all([listFieldworkers(sql), readFlags(sql)]);
	const active = fieldworkers.filter((fieldworker) => fieldworker.active);
	// Most services are done by everybody; it is seen when it is not so.
	const fresh = { ...formOf(null), fieldworkerIds: active.map(({ id }) => String(id)) };
	const form = await superValidate<Infer<typeof serviceForm>, ServiceAnswer>(
		fresh,
		zod4(serviceForm),
		{ errors: false }
	);
	return { form, fieldworkers: active.map((one) => ({ ...one, upcoming: 0 })), policy };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await superValidate(request, zod4(serviceForm));
		if (!form.valid) return fail(400, { form });
		const saved = await saveService(locals.sql, null, serviceOf(form.data), locals.staff!);
		redirect(
			303,
			saved.result === 'saved' ? `/admin/services/${saved.id}?added` : '/admin/services'
		);
	}
};
