import { fail, redirect } from '@sveltejs/kit';
import { setError, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { signIn } from '$lib/server/accounts/sign-in';
import { nextPage } from '$lib/server/http/paths';
import { readBusiness } from '$lib/server/settings/business';
import { hasNoStaff } from '$lib/server/setup/code';
import { deviceOf, keepSession, waitWords } from '../_account/entering';
import type { Actions, PageServerLoad } from './$types';
import { credentials } from './schema';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { sql, staff } = locals;
	if (staff) redirect(303, nextPage(url.searchParams.get('next')));
	if (await hasNoStaff(sql)) redirect(303, '/setup');
	const [form, business] = await Promise.all([superValidate(zod4(credentials)), readBusiness(sql)]);
	return { form, business };
};

export const actions: Actions = {
	default: async (event) => {
		const { request, locals, cookies, url } = event;
		const form = await superValidate(request, zod4(credentials));
		const { email, password } = form.data;
		form.data.password = '';
		if (!form.valid) return fail(400, { form });

		const { networkAddress: address, userAgent } = deviceOf(event);
		const answer = await signIn(locals.sql, { email, password, address, userAgent });
		if (answer.result === 'too_many')
			return setError(form, waitWords(answer.tryAgainIn), { status: 429 });
		if (answer.result === 'wrong') {
			return setError(form, 'This email and password do not match. Check both.');
		}
		keepSession(cookies, answer.session);
		redirect(303, nextPage(url.searchParams.get('next')));
	}
};
