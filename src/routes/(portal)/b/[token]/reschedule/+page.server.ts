import { fail, redirect } from '@sveltejs/kit';
import { message, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { localDateOf } from '$lib/dates';
import { move } from '$lib/server/bookings/move';
import { wordsFor } from '$lib/words';
import { actorOf, linkIsDead, openBooking, shownToCustomer, standingOf } from '../booking';
import { baseOf } from '../booking-address';
import { fieldworkerOf } from '../../../fieldworker-of';
import { looksAtAnotherTime } from '../../../look';
import { offers, readChoice } from '../../../month';
import { zoneToKeep } from '../../../place';
import { readTimes } from '../times';
import { readSent } from '../../../sent';
import type { Actions, PageServerLoad } from './$types';
import { choiceOf, withWhom } from '../with-whom';
import { moveForm, readFieldworker, type MoveAnswer, type MoveForm } from './schema';

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
	const [booking, { business, place }] = await Promise.all([openBooking(locals, params), parent()]);
	const standing = await standingOf(locals, booking);
	const { at, ...wanted } = readChoice(url.searchParams);
	const zones = { rules: business.timeZone, shown: place.timeZone };
	const day = wanted.day ?? localDateOf(at ?? booking.startsAt, zones.shown);
	const who = withWhom(booking, standing.flags);
	const asked = readFieldworker(url.searchParams);
	const fieldworker = choiceOf(who, booking.fieldworker.id, asked);
	const times = standing.reschedule.allowed
		? await readTimes(locals, booking, standing, zones, { ...wanted, day, fieldworker })
		: null;
	const free = at !== undefined && offers(times, at);
	const form = await superValidate<MoveForm, MoveAnswer>(
		{ startsAt: free ? at : 0, fieldworker, version: booking.version, reason: '' },
		zod4(moveForm(wordsFor(locals.language))),
		{ errors: false }
	);
	return {
		booking: shownToCustomer(locals, booking),
		now: standing.now,
		reschedule: standing.reschedule,
		edit: standing.edit,
		cancel: standing.cancel,
		withWhom: who,
		times,
		/** Who the address asks for cannot be chosen (any more). */
		goneFieldworker: asked !== undefined && fieldworker !== undefined && asked !== fieldworker,
		/** The time in the address is not on offer (any more). */
		gone: at !== undefined && !free,
		form
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { request, locals, params } = event;
		const sent = await readSent(request, locals.language);
		const booking = await openBooking(locals, params, sent);
		const form = await superValidate<MoveForm, MoveAnswer>(
			sent,
			zod4(moveForm(wordsFor(locals.language)))
		);
		if (looksAtAnotherTime(form)) return { form };
		if (!form.valid) return fail(400, { form });

		const { startsAt, fieldworker, version, reason } = form.data;
		const outcome = await move(locals.sql, {
			bookingId: booking.id,
			startsAt,
			fieldworkerId: fieldworker === undefined ? undefined : fieldworkerOf(fieldworker),
			expectedVersion: version,
			reason,
			actor: actorOf(locals, params),
			timeZone: await zoneToKeep(event, booking.timeZone)
		});
		switch (outcome.result) {
			case 'moved':
				return redirect(303, `${baseOf(params)}?moved`);
			case 'not_found':
				return linkIsDead(locals);
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
