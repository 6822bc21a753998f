import { fail } from '@sveltejs/kit';
import { setError, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { readWeeklyHours } from '$lib/server/hours/read';
import { sayFirstHours } from '$lib/server/setup/first-hours';
import { leadOn, readStep } from '../_parts/steps';
import type { Actions, PageServerLoad } from './$types';
import { hoursStep, hoursStepOf, weeklyOf } from './schema';

export const load: PageServerLoad = async ({ locals: { sql } }) => {
	const step = await readStep(sql, 'hours');
	const given = hoursStepOf(await readWeeklyHours(sql, null));
	return { ...step, form: await superValidate(given, zod4(hoursStep), { errors: false }) };
};

export const actions: Actions = {
	default: async ({ request, locals: { sql, staff } }) => {
		await readStep(sql, 'hours');
		const form = await superValidate(request, zod4(hoursStep));
		if (!form.valid) return fail(400, { form });
		const { result } = await sayFirstHours(sql, staff!, weeklyOf(form.data));
		if (result === 'strands') {
			return setError(
				form,
				'Somebody has booked meanwhile, outside these hours. Change them under Business instead.'
			);
		}
		leadOn('hours');
	}
};
