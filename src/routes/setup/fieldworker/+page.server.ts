import { fail } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { listFieldworkers } from '$lib/server/people/fieldworkers';
import { addFirstFieldworker } from '$lib/server/setup/first-fieldworker';
import { leadOn, readStep } from '../_parts/steps';
import type { Actions, PageServerLoad } from './$types';
import { fieldworkerStep } from './schema';

export const load: PageServerLoad = async ({ locals: { sql, staff } }) => {
	const step = await readStep(sql, 'fieldworker');
	const given = { name: staff?.name ?? '', email: staff?.email ?? '', isOwner: true };
	const [form, fieldworkers] = await Promise.all([
		superValidate(given, zod4(fieldworkerStep), { errors: false }),
		listFieldworkers(sql)
	]);
	return { ...step, form, added: fieldworkers.map(({ name }) => name) };
};

export const actions: Actions = {
	default: async ({ request, locals: { sql, staff } }) => {
		await readStep(sql, 'fieldworker');
		const form = await superValidate(request, zod4(fieldworkerStep));
		if (!form.valid) return fail(400, { form });
		await addFirstFieldworker(sql, staff!, form.data);
		leadOn('fieldworker');
	}
};
