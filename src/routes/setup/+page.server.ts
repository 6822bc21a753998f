import { fail, redirect } from '@sveltejs/kit';
import { setError, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { hasNoStaff } from '$lib/server/setup/code';
import { makeFirstOwner } from '$lib/server/setup/first-owner';
import { nextStep, readSetupProgress } from '$lib/server/setup/progress';
import { deviceOf, keepSession, waitWords } from '../_account/entering';
import type { Actions, PageServerLoad } from './$types';
import { ownerForm } from './schema';

export const load: PageServerLoad = async ({ locals: { sql, staff } }) => {
	if (staff?.role === 'owner') {
		const step = nextStep(await readSetupProgress(sql));
		redirect(303, step ? `/setup/${step}` : '/admin');
	}
	if (!(await hasNoStaff(sql))) redirect(303, '/login');
	return { form: await superValidate(zod4(ownerForm)) };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await superValidate(event.request, zod4(ownerForm));
		const { password } = form.data;
		form.data.password = '';
		if (!form.valid) return fail(400, { form });
		const owner = { ...form.data, password };
		const answer = await makeFirstOwner(event.locals.sql, owner, deviceOf(event));
		if (answer.result === 'over') redirect(303, '/login');
		switch (answer.result) {
			case 'too_many':
				return setError(form, waitWords(answer.tryAgainIn), { status: 429 });
			case 'wrong_code':
				return setError(
					form,
					'code',
					'This is not the code that was printed last. Every start of the server prints a new one.'
				);
			case 'password_unfit':
				return setError(form, 'password', answer.words);
			case 'made':
				keepSession(event.cookies, answer.session);
				redirect(303, '/setup/business');
		}
	}
};
