import { fail, redirect } from '@sveltejs/kit';
import { message, superValidate, type Infer } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { localDateOf } from '$lib/dates';
import { move } from '$lib/server/bookings/move';
import { readStanding } from '$lib/server/bookings/standing';
import { linkIsDead, openBooking, shownToCustomer } from '../booking';
import { looksAtAnotherTime } from '../../../look';
import { offers, readChoice } from '../../../month';
import { readTimes } from '../times';
import { readSent } from '../../../sent';
import type { Actions, PageServerLoad } from './$types';
import { moveForm, type MoveAnswer } from './schema';

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
	const [booking, { business }] = await Promise.all([openBooking(locals, params), parent()]);
	const standing = await readStanding(locals.sql, booking);
	const { at, ...wanted } = readChoice(url.searchParams);
	const { timeZone } = business;
	const day = wanted.day ?? localDateOf(at ?? booking.startsAt, timeZone);
	const times = standing.reschedule.allowed
		? await readTimes(locals.sql, booking, standing, timeZone, { ...wanted, day })
		: null;
	const free = at !== undefined && offers(times, at);
	const form = await superValidate<Infer<typeof moveForm>, MoveAnswer>(
		{ startsAt: free ? at : 0, version: booking.version, reason: '' },
		zod4(moveForm),
		{ errors: false }
	);
	return {
		booking: shownToCustomer(booking),
		now: standing.now,
		reschedule: standing.reschedule,
		edit: standing.edit,
		cancel: standing.cancel,
		times,
		/** The time in the address is not on offer (any more). */
		gone: at !== undefined && !free,
		form
	};
};

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const booking = await openBooking(locals, params);
		const form = await superValidate<Infer<typeof moveForm>, MoveAnswer>(
			await readSent(request),
			zod4(moveForm)
		);
		if (looksAtAnotherTime(form)) return { form };
		if (!form.valid) return fail(400, { form });

		const { startsAt, version, reason } = form.data;
		const outcome = await move(locals.sql, {
			bookingId: booking.id,
			startsAt,
			expectedVersion: version,
			reason,
			actor: { kind: 'customer', channel: 'email_link' }
		});
		switch (outcome.result) {
			case 'moved':
				return redirect(303, `/b/${params.token}?moved`);
			case 'not_found':
				return linkIsDead();
			case 'changed': {
				form.data.version = outcome.booking.version;
				const answer = { kind: 'changed', startsAt: outcome.booking.startsAt } as const;
				return message(form, { ...answer, words: outcome.words }, { status: 409 });
			}
			case 'taken': {
				const { words, nearest } = outcome;
				return message(form, { kind: 'time', words, nearest }, { status: 409 });
			}
			case 'refused': {
				const { words, nearest } = outcome;
				return nearest
					? message(form, { kind: 'time', words, nearest }, { status: 409 })
					: message(form, { kind: 'refused', words }, { status: 403 });
			}
		}
	}
};
