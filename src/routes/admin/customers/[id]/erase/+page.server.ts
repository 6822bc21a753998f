import { error, fail, redirect } from '@sveltejs/kit';
import { message, setError, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { eraseCustomer, readErasure } from '$lib/server/people/erase';
import type { Actions, PageServerLoad } from './$types';
import { openKnownCustomer } from '../../open';
import { eraseForm, type EraseAnswer } from './schema';

export const load: PageServerLoad = async ({ locals: { sql }, params }) => {
	const customer = await openKnownCustomer(sql, params.id);
	const erasure = await readErasure(sql, customer.id);
	const form = await superValidate<Infer<typeof eraseForm>, EraseAnswer>(
		{ upcoming: erasure.upcoming },
		zod4(eraseForm),
		{ errors: false }
	);
	return { customer, erasure, form };
};

export const actions: Actions = {
	default: async ({ request, params, locals: { sql, staff } }) => {
		const { id } = await openKnownCustomer(sql, params.id);
		const form = await superValidate<Infer<typeof eraseForm>, EraseAnswer>(
			await request.formData(),
			zod4(eraseForm)
		);
		if (!form.valid) return fail(400, { form });
		const outcome = await eraseCustomer(sql, { id, ...form.data, by: staff! });
		switch (outcome.result) {
			case 'erased':
				return redirect(303, `/admin/customers/${id}?erased`);
			case 'not_found':
				return error(404, 'This customer was erased already.');
			case 'other_name':
				return setError(form, 'typedName', 'This is not the name above. Nothing is erased.');
			case 'changed': {
				const erasure = await readErasure(sql, id);
				form.data.upcoming = erasure.upcoming;
				return message(form, erasure, { status: 409 });
			}
		}
	}
};
