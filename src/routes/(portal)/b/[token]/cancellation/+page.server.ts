import { fail, redirect } from '@sveltejs/kit';
import { message, setError, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { cancel } from '$lib/server/bookings/cancel';
import { wordsFor } from '$lib/words';
import { actorOf, linkIsDead, openBooking, shownToCustomer, standingOf } from '../booking';
import { baseOf } from '../booking-address';
import { readSent } from '../../../sent';
import type { Actions, PageServerLoad } from './$types';
import { cancelForm, type CancelAnswer, type CancelForm } from './schema';

export const load: PageServerLoad = async ({ locals, params }) => {
	const booking = await openBooking(locals, params);
	const [standing, form] = await Promise.all([
		standingOf(locals, booking),
		superValidate<CancelForm, CancelAnswer>(
			{ version: booking.version, reason: '' },
			zod4(cancelForm(wordsFor(locals.language))),
			{ errors: false }
		)
	]);
	const { now, cancel: decision, edit, reschedule, flags } = standing;
	return {
		booking: shownToCustomer(locals, booking),
		...{ now, cancel: decision, edit, reschedule },
		commentRequired: flags.requireCancelComment,
		form
	};
};

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const sent = await readSent(request, locals.language);
		const booking = await openBooking(locals, params, sent);
		const form = await superValidate<CancelForm, CancelAnswer>(
			sent,
			zod4(cancelForm(wordsFor(locals.language)))
		);
		if (!form.valid) return fail(400, { form });

		const outcome = await cancel(locals.sql, {
			bookingId: booking.id,
			expectedVersion: form.data.version,
			reason: form.data.reason,
			actor: actorOf(locals, params)
		});
		switch (outcome.result) {
			case 'cancelled':
				return redirect(303, `${baseOf(params)}?cancelled`);
			case 'not_found':
				return linkIsDead(locals);
			case 'changed': {
				form.data.version = outcome.booking.version;
				const answer = { kind: 'changed', startsAt: outcome.booking.startsAt } as const;
				return message(form, { ...answer, words: outcome.words }, { status: 409 });
			}
			case 'refused':
				if (outcome.reason === 'comment_required') {
					return setError(form, 'reason', outcome.words, { status: 403 });
				}
				return message(form, { kind: 'refused', words: outcome.words }, { status: 403 });
		}
	}
};
