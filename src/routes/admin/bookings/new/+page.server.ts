import { fail, redirect } from '@sveltejs/kit';
import { message, setError, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { listChoices } from '$lib/server/bookings/choices';
import { suggestTimes } from '$lib/server/bookings/suggest';
import { findCustomer } from '$lib/server/people/customers-edit';
import { suggestCustomers } from '$lib/server/people/customers-list';
import { requireBusiness } from '$lib/server/settings/business';
import type { Actions, PageServerLoad } from './$types';
import { bookTyped } from './book';
import { judge } from './judge';
import { newBookingForm, prefilled, type NewBookingAnswer } from './schema';
import { startOf, wallOf } from './wall';

const MOST_FOUND = 10;
const NO_START = 'That time cannot be read. Choose one of the times shown, or type another.';
const OUTDATED = 'This page was out of date. Look it over, then press the button once more.';

type Form = Infer<typeof newBookingForm>;

export const load: PageServerLoad = async ({ locals: { sql }, url, parent }) => {
	const { business } = await parent();
	const asked = prefilled.parse(Object.fromEntries(url.searchParams));
	const [{ services, fieldworkers }, known] = await Promise.all([
		listChoices(sql),
		asked.customer ? findCustomer(sql, Number(asked.customer)) : null
	]);
	const active = services.filter((one) => one.active && one.fieldworkerIds.length > 0);
	const customer = known && known.erasedAt === null ? known : null;
	const only = active.length === 1 ? String(active[0]?.id) : '';
	const form = await superValidate<Form, NewBookingAnswer>(
		{
			...(customer && contactOf(customer)),
			serviceId: active.some(({ id }) => String(id) === asked.service) ? asked.service : only,
			fieldworker: fieldworkers.some(({ id, active }) => active && String(id) === asked.fieldworker)
				? asked.fieldworker
				: 'any',
			...(asked.start !== null && {
				...wallOf(asked.start, business.timeZone),
				at: String(asked.start)
			}),
			notify: true,
			requestId: crypto.randomUUID()
		},
		zod4(newBookingForm),
		{ errors: false }
	);
	return {
		form,
		services: active,
		fieldworkers: fieldworkers.filter((one) => one.active),
		now: Date.now()
	};
};

type Contact = { id: number; name: string; email: string; phone: string; address: string };

const contactOf = ({ id, name, email, phone, address }: Contact) => ({
	customerId: String(id),
	...{ name, email, phone, address }
});

const read = async (request: Request) => {
	const sent = await request.formData();
	const form = await superValidate<Form, NewBookingAnswer>(sent, zod4(newBookingForm));
	return { form, sent };
};

export const actions: Actions = {
	book: async ({ request, locals: { sql, staff } }) => {
		const { form } = await read(request);
		if (form.errors.requestId) {
			form.data.requestId = crypto.randomUUID();
			return message(form, { kind: 'refused', words: OUTDATED, nearest: [] }, { status: 400 });
		}
		if (!form.valid) return fail(400, { form });
		const outcome = await bookTyped(sql, form.data, staff!);
		switch (outcome.result) {
			case 'booked':
				return redirect(303, `/admin/bookings/${outcome.id}`);
			case 'wrong':
				return setError(form, outcome.field, outcome.words);
			case 'warned': {
				const { words, anyway } = outcome;
				return message(form, { kind: 'warned', words, anyway }, { status: 409 });
			}
			case 'refused': {
				const { words, nearest } = outcome;
				return message(form, { kind: 'refused', words, nearest }, { status: 409 });
			}
		}
	},

	// What follows is for pages without a script; with one they look these things up by themselves.

	find: async ({ request, locals: { sql } }) => {
		const { form } = await read(request);
		const words = form.data.find.replaceAll('\0', '');
		const customers = await suggestCustomers(sql, words, MOST_FOUND);
		form.errors = {};
		return message({ ...form, valid: true }, { kind: 'found', customers });
	},

	choose: async ({ request, locals: { sql } }) => {
		const { form, sent } = await read(request);
		const id = String(sent.get('choose') ?? '');
		const customer = /^[1-9]\d{0,8}$/.test(id) ? await findCustomer(sql, Number(id)) : null;
		const none = { customerId: '', name: '', email: '' };
		const contact = customer && customer.erasedAt === null ? contactOf(customer) : none;
		form.data = { ...form.data, ...contact, find: '' };
		form.errors = {};
		return { form: { ...form, valid: true } };
	},

	check: async ({ request, locals: { sql } }) => {
		const { form, sent } = await read(request);
		const { timeZone } = await requireBusiness(sql);
		const pressed = String(sent.get('pick') ?? '');
		if (pressed) {
			const start = startOf(pressed);
			if (start === null) return setError(form, 'time', NO_START);
			form.data = { ...form.data, ...wallOf(start, timeZone), at: pressed };
		}
		const { serviceId, fieldworker, date, time } = form.errors;
		form.errors = pressed ? {} : { serviceId, fieldworker, date };
		if (serviceId || fieldworker || date) return fail(400, { form });
		const fieldworkerId = form.data.fieldworker === 'any' ? 'any' : Number(form.data.fieldworker);
		const [times, { warnings }] = await Promise.all([
			suggestTimes(sql, {
				serviceId: Number(form.data.serviceId),
				fieldworkerId,
				date: form.data.date
			}),
			time && !pressed ? { warnings: [] } : judge(sql, form.data)
		]);
		return message({ ...form, valid: true }, { kind: 'checked', times, words: warnings });
	}
};
