import { fail } from '@sveltejs/kit';
import { message, setError, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { listAccounts } from '$lib/server/accounts/account';
import { inviteStaff } from '$lib/server/accounts/invite';
import { listFieldworkers } from '$lib/server/people/fieldworkers';
import { runtime } from '$lib/server/runtime';
import type { Actions, PageServerLoad } from './$types';
import { fieldworkerOf, inviteForm } from './schema';
import { refusals } from './words';

const emptyForm = () => superValidate(zod4(inviteForm), { errors: false });

export const load: PageServerLoad = async ({ locals: { sql, staff } }) => {
	const [form, accounts, fieldworkers] = await Promise.all([
		emptyForm(),
		listAccounts(sql),
		listFieldworkers(sql)
	]);
	const taken = new Set(accounts.flatMap((account) => account.fieldworker?.id ?? []));
	return {
		form,
		accounts,
		fieldworkers: fieldworkers.filter(({ id, active }) => active && !taken.has(id)),
		me: { id: staff!.id, role: staff!.role },
		sends: runtime().config.mailgun !== null,
		now: Date.now()
	};
};

export const actions: Actions = {
	default: async ({ request, locals: { sql, staff } }) => {
		const form = await superValidate(request, zod4(inviteForm));
		if (!form.valid) return fail(400, { form });
		const { fieldworker, ...person } = form.data;
		const answer = await inviteStaff(sql, staff!, {
			...person,
			fieldworkerId: fieldworkerOf(fieldworker)
		});
		switch (answer.result) {
			case 'email_taken':
				return setError(form, 'email', refusals.email_taken);
			case 'fieldworker_taken':
				return setError(form, 'fieldworker', refusals.fieldworker_taken);
			case 'not_allowed':
				return setError(form, 'role', refusals.not_allowed, { status: 403 });
			case 'invited': {
				const fresh = { ...(await emptyForm()), valid: true };
				return message(fresh, `An invitation is on its way to ${person.email}.`);
			}
		}
	}
};
