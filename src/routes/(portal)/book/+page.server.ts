import { fail, redirect } from '@sveltejs/kit';
import { message, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { localDateOf } from '$lib/dates';
import { bookWithinLimits } from '$lib/server/bookings/attempts';
import { book } from '$lib/server/bookings/book';
import { issueLink } from '$lib/server/links/manage-link';
import { listServices } from '$lib/server/services';
import { fieldworkerOf } from '../fieldworker-choice';
import { looksAtAnotherTime } from '../look';
import { offers, readChoice } from '../month';
import { readSent } from '../sent';
import type { Actions, PageServerLoad } from './$types';
import { bookForm, bookQuery, type BookAnswer } from './schema';
import { readTimes } from './times';
import { knownVisitor, recogniseVisitor } from './visitor';

export const load: PageServerLoad = async ({ locals, url, parent, setHeaders, cookies }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const [{ business }, services] = await Promise.all([parent(), listServices(locals.sql)]);
	const query = bookQuery.parse(Object.fromEntries(url.searchParams));
	const { at, ...wanted } = readChoice(url.searchParams);

	const service = services.find(({ id }) => id === query.service) ?? null;
	const known = service?.fieldworkers.some(({ id }) => String(id) === query.fieldworker);
	const fieldworker = known ? query.fieldworker : 'any';
	let times = null;
	if (business && service) {
		const visitor = recogniseVisitor(cookies);
		const wish = { serviceId: service.id, fieldworkerId: fieldworkerOf(fieldworker), visitor };
		const day = wanted.day ?? (at && localDateOf(at, business.timeZone));
		times = await readTimes(locals.sql, business.timeZone, wish, {
			...wanted,
			day: day || undefined
		});
	}
	const free = at !== undefined && offers(times, at) ? at : null;
	const form = await superValidate<Infer<typeof bookForm>, BookAnswer>(
		{ serviceId: service?.id, fieldworker, startsAt: free ?? 0, requestId: crypto.randomUUID() },
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

const OUTDATED = 'This page was out of date. Please look it over, then press the button once more.';

export const actions: Actions = {
	default: async ({ request, locals, getClientAddress, cookies }) => {
		const form = await superValidate<Infer<typeof bookForm>, BookAnswer>(
			await readSent(request),
			zod4(bookForm)
		);
		const outdated = form.errors.requestId !== undefined;
		if (outdated) form.data.requestId = crypto.randomUUID();
		if (looksAtAnotherTime(form)) return { form };
		if (outdated) return message(form, { words: OUTDATED, nearest: [] }, { status: 400 });
		if (!form.valid) return fail(400, { form });

		const { serviceId, fieldworker, startsAt, requestId } = form.data;
		const { name, email, phone, address, notes } = form.data;
		const visit = { address: getClientAddress(), email, requestId };
		const outcome = await bookWithinLimits(visit, () =>
			book(locals.sql, {
				serviceId,
				fieldworkerId: fieldworkerOf(fieldworker),
				startsAt,
				customer: { name, email, phone, address },
				notes,
				requestId,
				visitor: knownVisitor(cookies),
				actor: { kind: 'customer', channel: 'public' }
			})
		);
		switch (outcome.result) {
			case 'booked':
				return redirect(303, `/b/${await issueLink(locals.sql, outcome.booking.id)}?booked`);
			case 'too_many': {
				const words = tooMany(outcome.tryAgainIn);
				return message(form, { words, nearest: [], reach: true }, { status: 429 });
			}
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

function tooMany(milliseconds: number): string {
	const minutes = Math.ceil(milliseconds / 60_000);
	const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
	return `We take only a few bookings an hour from one person here, so this one was not made. What you typed is kept. Please try again in ${wait}, or call us.`;
}
