import { fail, redirect, type Cookies } from '@sveltejs/kit';
import { message, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { localDateOf } from '$lib/dates';
import { bookPublicly } from '$lib/server/bookings/book-publicly';
import { linkForForm } from '$lib/server/links/link-for-form';
import { findAsked } from '$lib/server/portal/prove';
import { runtime } from '$lib/server/runtime';
import { listServices } from '$lib/server/services';
import { readFlags } from '$lib/server/settings/flags';
import { wordsFor } from '$lib/words';
import { address } from '../address';
import { ownBooking } from '../b/[token]/booking-address';
import { fieldworkerOf } from '../fieldworker-of';
import { looksAtAnotherTime } from '../look';
import { offers, readChoice } from '../month';
import { zoneToKeep } from '../place';
import { askerOf, keepAsker } from '../portal/asker';
import { digitsOf } from '../portal/code';
import { wordsOf } from '../portal/words-of';
import { readSent } from '../sent';
import type { Actions, PageServerLoad } from './$types';
import { forgetDraft, formBefore, keepDraft, readDraft } from './draft';
import { justBookedAt, linkGiven, rememberBooked } from './just-booked';
import { sayOutcome } from './outcome';
import { bookForm, bookQuery, whoBooks, type BookAnswer, type BookForm } from './schema';
import { offeredWith } from './services';
import { readTimes } from './times';
import { knownVisitor, recogniseVisitor } from './visitor';

export const load: PageServerLoad = async ({ locals, url, parent, setHeaders, cookies }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { customer, sql } = locals;
	const [{ business, place }, all, flags] = await Promise.all([
		parent(),
		listServices(sql),
		readFlags(sql)
	]);
	const query = bookQuery.parse(Object.fromEntries(url.searchParams));
	const { at, ...wanted } = readChoice(url.searchParams);

	const { services, person, gone } = offeredWith(all, query.fieldworker);
	const service = all.find(({ id }) => id === query.service) ?? null;
	const known = service?.fieldworkers.some(({ id }) => String(id) === query.fieldworker);
	const fieldworker = known ? query.fieldworker : 'any';
	let times = null;
	if (business && service) {
		const visitor = recogniseVisitor(cookies);
		const wish = { serviceId: service.id, fieldworkerId: fieldworkerOf(fieldworker), visitor };
		const day = wanted.day ?? (at && localDateOf(at, place.timeZone));
		const zones = { rules: business.timeZone, shown: place.timeZone };
		times = await readTimes(sql, zones, wish, { ...wanted, day: day || undefined });
	}
	const free = at !== undefined && offers(times, at) ? at : null;
	const lost = at !== undefined && service !== null && free === null;
	const justBooked = lost ? justBookedAt(cookies, at) : null;

	const words = wordsFor(place.locale);
	const draft = readDraft(cookies, customer?.id ?? null);
	const typed = {
		...customer,
		...draft,
		...(customer && { email: customer.email })
	};
	/** They have only to look it over. */
	const complete = whoBooks(words).safeParse({ notes: '', ...typed }).success;
	const proof = flags.requireEmailProof && !customer;
	const review = query.step === 'review' && complete;
	// A code that was mailed is still waited for, after a reload as well.
	const step = review && proof && (await waitsFor(sql, cookies, draft?.email)) ? 'code' : 'review';
	const chosen = { serviceId: service?.id ?? 0, fieldworker, startsAt: free ?? 0 };
	const before = review ? formBefore(cookies, customer?.id ?? null, chosen) : null;
	const form = await superValidate<BookForm, BookAnswer>(
		{
			...typed,
			...chosen,
			step: review ? step : 'details',
			requestId: before ?? crypto.randomUUID()
		},
		zod4(bookForm(words)),
		{ errors: false }
	);
	return {
		services: services.map(({ id, name, description, durationMinutes, priceText }) => ({
			...{ id, name, description, durationMinutes, priceText }
		})),
		service,
		/** Whose services these are, where one person was asked for. */
		person,
		fieldworker,
		times,
		at: free,
		/** Where their own booking is, if it is that which took the time that was asked for. */
		justBooked,
		complete,
		customer: customer && { email: customer.email },
		/** Something that they typed is kept here. */
		drafted: draft !== null,
		/** It may be somebody else's who sits at the same device. */
		typedBefore: customer === null && draft !== null,
		/** What follows the press that books: a code first, a mail where mail is sent at all. */
		follows: follows(proof),
		gone: {
			service: url.searchParams.has('service') && !service,
			person: gone,
			fieldworker: service !== null && query.fieldworker !== fieldworker,
			time: lost && justBooked === null
		},
		form
	};
};

/** Whether this browser has asked for a code to the address, and can still type it. */
async function waitsFor(sql: App.Locals['sql'], cookies: Cookies, email = ''): Promise<boolean> {
	const asker = askerOf(cookies, 'booking');
	const asked = asker === undefined ? null : await findAsked(sql, asker);
	return asked?.purpose === 'booking' && asked.email === email.toLowerCase();
}

function follows(proof: boolean): 'code' | 'mail' | null {
	if (proof) return 'code';
	return runtime().config.mailgun === null ? null : 'mail';
}

/** Where what was typed is looked over: `url` is that of its details. */
function reviewOf(url: URL, { serviceId, fieldworker, startsAt }: BookForm): string {
	const part = url.searchParams.get('part') ?? undefined;
	return address('/book', { service: serviceId, fieldworker, part, step: 'review', at: startsAt });
}

const CODE_LENGTH = 8;

export const actions: Actions = {
	default: async (event) => {
		const { request, locals, getClientAddress, cookies } = event;
		const { customer, sql } = locals;
		const sent = await readSent(request, locals.language);
		if (customer) sent.set('email', customer.email);
		const form = await superValidate<BookForm, BookAnswer>(sent, zod4(bookForm(wordsOf(event))));
		const { data } = form;
		const outdated = form.errors.requestId !== undefined;
		if (outdated) data.requestId = crypto.randomUUID();
		// A page without JavaScript gets the review by its address, which going back leads to as well;
		// where the browser keeps no cookies there would be nothing on it.
		const isPage =
			!request.headers.has('x-sveltekit-action') && knownVisitor(cookies) !== undefined;
		const keep = () => keepDraft(cookies, customer?.id ?? null, data);
		if (looksAtAnotherTime(form)) {
			if (isPage && keep()) redirect(303, reviewOf(event.url, data));
			return { form };
		}
		if (!form.valid && (!outdated || Object.keys(form.errors).length > 1)) {
			data.step = 'details';
			return fail(400, { form });
		}
		if (outdated) return message(form, { kind: 'outdated' }, { status: 400 });
		if (data.website !== '') {
			data.website = '';
			return message(form, { kind: 'automatic' }, { status: 422 });
		}
		const { name, email, phone, address, notes, step } = data;
		const isKept = keep();
		data.step = 'review';
		if (step === 'details') {
			if (isPage && isKept) redirect(303, reviewOf(event.url, data));
			return { form };
		}

		const code = step === 'code' && data.again === undefined ? digitsOf(data.code) : undefined;
		const another = data.again !== undefined;
		data.code = '';
		data.again = undefined;
		if (code !== undefined && code.length !== CODE_LENGTH) {
			data.step = 'code';
			return message(form, { kind: 'code', trouble: { why: 'empty' } }, { status: 400 });
		}
		const outcome = await bookPublicly(
			sql,
			{
				serviceId: data.serviceId,
				fieldworkerId: fieldworkerOf(data.fieldworker),
				startsAt: data.startsAt,
				customer: { name, email, phone, address },
				customerId: customer?.id,
				notes,
				requestId: data.requestId,
				visitor: knownVisitor(cookies),
				timeZone: await zoneToKeep(event),
				actor: {
					kind: 'customer',
					channel: customer ? 'portal' : 'public',
					language: locals.language
				}
			},
			{
				networkAddress: getClientAddress(),
				asker: askerOf(cookies, 'booking'),
				code,
				another
			}
		);
		if (outcome.result === 'booked') {
			forgetDraft(cookies);
			const { id, customer: whose } = outcome.booking;
			const link = customer ? null : await linkForForm(sql, id, linkGiven(cookies));
			if (customer ? whose.id !== customer.id : link === null) {
				data.requestId = crypto.randomUUID();
				return message(form, { kind: 'sent_before' }, { status: 409 });
			}
			const where = link === null ? ownBooking(id) : `/b/${link}`;
			rememberBooked(cookies, data.startsAt, where);
			redirect(303, `${where}?booked`);
		}
		if (outcome.result === 'sent') keepAsker(cookies, 'booking', outcome);
		const said = sayOutcome(outcome, step, justBookedAt(cookies, data.startsAt));
		data.step = said.step;
		return message(form, said.answer, said.status && { status: said.status });
	}
};
