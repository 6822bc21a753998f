import { fail, redirect } from '@sveltejs/kit';
import { message, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { addCustomer } from '$lib/server/people/customers-edit';
import type { Actions, PageServerLoad } from './$types';
import { customerForm, type CustomerAnswer } from '../schema';

export const load: PageServerLoad = async () => ({
	form: await superValidate<Infer<typeof customerForm>, CustomerAnswer>(zod4(customerForm))
});

export const actions: Actions = {
	default: async ({ request, locals: { sql, staff } }) => {
		const form = await superValidate<Infer<typeof customerForm>, CustomerAnswer>(
			await request.formData(),
			zod4(customerForm)
		);
		if (!form.valid) return fail(400, { form });
		const outcome = await addCustomer(sql, { contact: form.data, by: staff! });
		if (outcome.result === 'added') redirect(303, `/admin/customers/${outcome.id}?saved`);
		const { customer } = outcome;
		return message(form, { kind: 'email_taken', customer }, { status: 409 });
	}
};
