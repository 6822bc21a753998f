import { error, fail, redirect } from '@sveltejs/kit';
import { message, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { editCustomer } from '$lib/server/people/customers-edit';
import type { Actions, PageServerLoad } from './$types';
import { openKnownCustomer } from '../../open';
import { editForm, type CustomerAnswer, type CustomerForm } from '../../schema';

const asSeen = ({ name, email, phone, address }: CustomerForm) => ({
	seenName: name,
	seenEmail: email,
	seenPhone: phone,
	seenAddress: address
});

export const load: PageServerLoad = async ({ locals: { sql }, params }) => {
	const customer = await openKnownCustomer(sql, params.id);
	const { name, email, phone, address } = customer;
	return {
		customer,
		form: await superValidate<Infer<typeof editForm>, CustomerAnswer>(
			{ name, email, phone, address, ...asSeen(customer) },
			zod4(editForm),
			{ errors: false }
		)
	};
};

export const actions: Actions = {
	default: async ({ request, params, locals: { sql, staff } }) => {
		const { id } = await openKnownCustomer(sql, params.id);
		const form = await superValidate<Infer<typeof editForm>, CustomerAnswer>(
			await request.formData(),
			zod4(editForm)
		);
		if (!form.valid) return fail(400, { form });
		const { name, email, phone, address, ...seen } = form.data;
		const outcome = await editCustomer(sql, {
			id,
			contact: { name, email, phone, address },
			seen: {
				name: seen.seenName,
				email: seen.seenEmail,
				phone: seen.seenPhone,
				address: plainLines(seen.seenAddress)
			},
			by: staff!
		});
		switch (outcome.result) {
			case 'edited':
				return redirect(303, `/admin/customers/${id}?saved`);
			case 'not_found':
				return error(404, 'This customer was erased while you were here.');
			case 'email_taken': {
				const { customer } = outcome;
				return message(form, { kind: 'email_taken', customer }, { status: 409 });
			}
			case 'changed': {
				// What they see now is what they decide upon when they save once more.
				form.data = { ...form.data, ...asSeen(outcome.customer) };
				const { customer } = outcome;
				return message(form, { kind: 'changed', customer }, { status: 409 });
			}
		}
	}
};

/** Forms send line breaks their own way. */
const plainLines = (text: string) => text.replaceAll('\r\n', '\n');
