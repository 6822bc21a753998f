import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { setError, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { choosePassword as choose } from '$lib/server/accounts/choose-password';
import { readStaffToken, type TokenPurpose } from '$lib/server/accounts/staff-token';
import { readBusiness } from '$lib/server/settings/business';
import { deviceOf, keepSession } from './entering';
import { choosePassword } from './schema';

type Asking = RequestEvent<{ token: string }>;

/** What stands at a secret address: whose it is, or nobody's where it opens nothing (any more). */
export async function readChoice({ locals, params }: Asking, purpose: TokenPurpose) {
	const [holder, business, form] = await Promise.all([
		readStaffToken(locals.sql, params.token, purpose),
		readBusiness(locals.sql),
		superValidate(zod4(choosePassword))
	]);
	return { person: holder && { name: holder.name, email: holder.email }, business, form };
}

/** Keeps the password that was chosen at a secret address, and opens the back office. */
export async function keepChosen(event: Asking, purpose: TokenPurpose) {
	const form = await superValidate(event.request, zod4(choosePassword));
	const { password } = form.data;
	form.data.password = '';
	if (!form.valid) return fail(400, { form });
	const answer = await choose(event.locals.sql, {
		secret: event.params.token,
		purpose,
		password,
		device: deviceOf(event)
	});
	switch (answer.result) {
		case 'password_unfit':
			return setError(form, 'password', answer.words);
		case 'dead_link':
			return setError(form, 'This link does not work any more. Nothing was changed.', {
				status: 404
			});
		case 'signed_in':
			keepSession(event.cookies, answer.session);
			redirect(303, '/admin');
	}
}
