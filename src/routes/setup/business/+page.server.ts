import { fail } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { nameBusiness } from '$lib/server/setup/first-business';
import { sayZone, ZONES } from '$lib/time-zones';
import { leadOn, readStep } from '../_parts/steps';
import type { Actions, PageServerLoad } from './$types';
import { habitsOf } from './locale';
import { businessStep } from './schema';

export const load: PageServerLoad = async ({ locals }) => {
	const step = await readStep(locals.sql, 'business');
	const { name, timeZone, email, phone } = step.business ?? {
		...{ name: '', timeZone: '', phone: '' },
		email: locals.staff?.email ?? ''
	};
	const given = { name, timeZone, email, phone };
	return {
		...step,
		form: await superValidate(given, zod4(businessStep), { errors: false }),
		zones: ZONES.map((zone) => ({ zone, says: sayZone(zone) }))
	};
};

export const actions: Actions = {
	default: async ({ request, locals: { sql, staff } }) => {
		await readStep(sql, 'business');
		const form = await superValidate(request, zod4(businessStep));
		if (!form.valid) return fail(400, { form });
		const habits = habitsOf(request.headers.get('accept-language'));
		await nameBusiness(sql, staff!, form.data, habits);
		leadOn('business');
	}
};
