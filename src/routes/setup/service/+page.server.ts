import { fail } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { addFirstService } from '$lib/server/setup/first-service';
import { leadOn, readStep } from '../_parts/steps';
import type { Actions, PageServerLoad } from './$types';
import { serviceStep } from './schema';

export const load: PageServerLoad = async ({ locals: { sql } }) => {
	const step = await readStep(sql, 'service');
	const given = { name: '', durationMinutes: '60', priceText: '' };
	return { ...step, form: await superValidate(given, zod4(serviceStep), { errors: false }) };
};

export const actions: Actions = {
	default: async ({ request, locals: { sql, staff } }) => {
		await readStep(sql, 'service');
		const form = await superValidate(request, zod4(serviceStep));
		if (!form.valid) return fail(400, { form });
		const { name, durationMinutes, priceText } = form.data;
		const service = { name, priceText, durationMinutes: Number(durationMinutes) };
		await addFirstService(sql, staff!, service);
		leadOn('service');
	}
};
