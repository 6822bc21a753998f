import { fail } from '@sveltejs/kit';
import { message, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { readFlags, saveFlags } from '$lib/server/settings/flags';
import type { Actions, PageServerLoad } from './$types';
import { flagsForm, formOf, policyOf } from './schema';

export const load: PageServerLoad = async ({ locals }) => ({
	form: await superValidate(formOf(await readFlags(locals.sql)), zod4(flagsForm))
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await superValidate(request, zod4(flagsForm));
		if (!form.valid) return fail(400, { form });
		await saveFlags(locals.sql, policyOf(form.data));
		return message(form, 'Saved. It counts from now on, for open pages too.');
	}
};
