import { fail, redirect } from '@sveltejs/kit';
import { message, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { localDateOf } from '$lib/dates';
import { book } from '$lib/server/bookings/book';
import { issueLink } from '$lib/server/links/manage-link';
import { listServices } from '$lib/server/services';
import { offers, readChoice } from '../month';
import type { Actions, PageServerLoad } from './$types';
import { bookForm, bookQuery, fieldworkerOf, type BookAnswer } from './schema';
import { readTimes } from './times';

export const load: PageServerLoad = async ({ locals, url, parent, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const [{ business }, services] = await Promise.all([parent(), listServices(locals.sql)]);
	const query = bookQuery.parse(Object.fromEntries(url.searchParams));
	const { at, ...wanted } = readChoice(url.searchParams);

	const service = services.find(({ id }) => id === query.service) ?? null;
	const known = service?.fieldworkers.some(({ id }) => String(id) === query.fieldworker);
	const fieldworker = known ? query.fieldworker : 'any';
	let times = null;
	if (business && service) {
		const wish = { serviceId: service.id, fieldworkerId: fieldworkerOf(fieldworker) };
		const day = wanted.day ?? (at && localDateOf(at, business.timeZone));
		times = await readTimes(locals.sql, business.timeZone, wish, {
			...wanted,
			day: day || undefined
		});
	}
	const free = at !== undefined && offers(times, at) ? at : null;
	const form = await superValidate<Infer<typeof bookForm>, BookAnswer>(
		{ serviceId: service?.id, fieldworker, startsAt: free ?? 0 },
		zod4(bookForm),
		{ errors: false }
	);
	return {
		services: services.map(({ id, name, description, durationMinutes, priceText }) => ({
			...{ id, name, description, durationMinutes, priceText }
		})),
		service,
		fieldworker,
		times,
		at: free,
		gone: {
			service: url.searchParams.has('service') && !service,
			fieldworker: service !== null && query.fieldworker !== fieldworker,
			time: at !== undefined && service !== null && free === null
		},
		form
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await superValidate<Infer<typeof bookForm>, BookAnswer>(request, zod4(bookForm));
		if (form.data.choose) {
			form.data.startsAt = form.data.choose;
			form.data.choose = undefined;
			form.errors = {};
			return { form };
		}
		if (!form.valid) return fail(400, { form });

		const { serviceId, fieldworker, startsAt, name, email, phone, address, notes } = form.data;
		const outcome = await book(locals.sql, {
			serviceId,
			fieldworkerId: fieldworkerOf(fieldworker),
			startsAt,
			customer: { name, email, phone, address },
			notes,
			actor: { kind: 'customer', channel: 'public' }
		});
		switch (outcome.result) {
			case 'booked':
				return redirect(303, `/b/${await issueLink(locals.sql, outcome.booking.id)}?booked`);
			case 'not_found': {
				const words = 'This cannot be booked any more. Please choose another service.';
				return message(form, { words, nearest: [] }, { status: 409 });
			}
			case 'taken':
			case 'refused': {
				const { words, nearest = [] } = outcome;
				return message(form, { words, nearest }, { status: 409 });
			}
		}
	}
};
