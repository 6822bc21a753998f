import { fail, redirect } from '@sveltejs/kit';
import { setError, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { sessionCookie } from '$lib/server/accounts/cookie';
import { signIn } from '$lib/server/accounts/sign-in';
import { runsBackOffice } from '$lib/server/accounts/staff';
import { nextPage } from '$lib/server/http/paths';
import { runtime } from '$lib/server/runtime';
import { readBusiness } from '$lib/server/settings/business';
import type { Actions, PageServerLoad } from './$types';
import { credentials } from './schema';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { sql, staff } = locals;
	if (staff && runsBackOffice(staff.role)) redirect(303, nextPage(url.searchParams.get('next')));
	const [form, business] = await Promise.all([superValidate(zod4(credentials)), readBusiness(sql)]);
	return { form, business, signedInAs: staff?.name ?? null };
};

export const actions: Actions = {
	default: async ({ request, locals, cookies, url, getClientAddress }) => {
		const form = await superValidate(request, zod4(credentials));
		const { email, password } = form.data;
		form.data.password = '';
		if (!form.valid) return fail(400, { form });

		const answer = await signIn(locals.sql, { email, password, address: getClientAddress() });
		if (answer.result === 'too_many')
			return setError(form, waitWords(answer.tryAgainIn), { status: 429 });
		if (answer.result === 'wrong') {
			return setError(form, 'This email and password do not match. Check both.');
		}
		const cookie = sessionCookie(runtime().config.origin);
		cookies.set(cookie.name, answer.session.secret, {
			...cookie.attributes,
			expires: new Date(answer.session.expiresAt)
		});
		redirect(303, nextPage(url.searchParams.get('next')));
	}
};

function waitWords(milliseconds: number): string {
	const minutes = Math.ceil(milliseconds / 60_000);
	const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
	return `Too many tries. Wait ${wait}, then try again.`;
}
