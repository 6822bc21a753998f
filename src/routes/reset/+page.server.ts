import { fail } from '@sveltejs/kit';
import { message, setError, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { askForPassword as ask } from '$lib/server/accounts/ask-for-password';
import { readBusiness } from '$lib/server/settings/business';
import { waitWords } from '../_account/entering';
import { askForPassword } from '../_account/schema';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const [form, business] = await Promise.all([
		superValidate(zod4(askForPassword)),
		readBusiness(locals.sql)
	]);
	return { form, business };
};

export const actions: Actions = {
	default: async ({ request, locals, getClientAddress }) => {
		const form = await superValidate(request, zod4(askForPassword));
		if (!form.valid) return fail(400, { form });
		const { email } = form.data;
		const answer = await ask(locals.sql, { email, address: getClientAddress() });
		if (answer.result === 'too_many') {
			return setError(form, waitWords(answer.tryAgainIn), { status: 429 });
		}
		return message(
			form,
			`If ${email} has an account here, a link to a new password is on its way to it.`
		);
	}
};
