import { fail, redirect } from '@sveltejs/kit';
import { message, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { editDetails } from '$lib/server/bookings/edit-details';
import { wordsFor } from '$lib/words';
import { actorOf, linkIsDead, openBooking, shownToCustomer, standingOf } from '../booking';
import { baseOf } from '../booking-address';
import { readSent } from '../../../sent';
import type { Actions, PageServerLoad } from './$types';
import { detailsForm, type DetailsAnswer, type DetailsForm } from './schema';

export const load: PageServerLoad = async ({ locals, params }) => {
	const booking = await openBooking(locals, params);
	const { version, phone, address, notes } = booking;
	const [standing, form] = await Promise.all([
		standingOf(locals, booking),
		superValidate<DetailsForm, DetailsAnswer>(
			{ version, phone, address, notes },
			zod4(detailsForm(wordsFor(locals.language))),
			{ errors: false }
		)
	]);
	const { now, edit, cancel, reschedule } = standing;
	return { booking: shownToCustomer(locals, booking), now, edit, cancel, reschedule, form };
};

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const sent = await readSent(request, locals.language);
		const booking = await openBooking(locals, params, sent);
		const form = await superValidate<DetailsForm, DetailsAnswer>(
			sent,
			zod4(detailsForm(wordsFor(locals.language)))
		);
		if (!form.valid) return fail(400, { form });

		const { version, ...details } = form.data;
		const outcome = await editDetails(locals.sql, {
			bookingId: booking.id,
			expectedVersion: version,
			details,
			actor: actorOf(locals, params)
		});
		switch (outcome.result) {
			case 'edited':
			case 'unchanged':
				return redirect(303, `${baseOf(params)}?saved`);
			case 'not_found':
				return linkIsDead(locals);
			case 'changed': {
				// What was typed stays; the next press saves it over what is there now.
				const { version: present, phone, address, notes } = outcome.booking;
				form.data.version = present;
				const answer = { kind: 'changed', now: { phone, address, notes } } as const;
				return message(form, { ...answer, words: outcome.words }, { status: 409 });
			}
			case 'refused':
				return message(form, { kind: 'refused', words: outcome.words }, { status: 403 });
		}
	}
};
