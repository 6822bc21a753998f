import { fail, redirect } from '@sveltejs/kit';
import { message, superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { changeProfile } from '$lib/server/portal/profile';
import { endCustomerSessions, listCustomerSessions } from '$lib/server/portal/sessions';
import { readBusiness } from '$lib/server/settings/business';
import { properZone } from '$lib/time-zones';
import { findPlace, NOWHERE } from '../../place';
import { readSent } from '../../sent';
import { signedOut } from '../../signed-out';
import { CHOSEN_COOKIE, SHOWN_COOKIE } from '../../zone-cookie';
import type { Actions, PageServerLoad } from './$types';
import { leave, whoIsIn } from '../entering';
import { wordsOf } from '../words-of';
import { ownLanguages, zonesByRegion } from './choices';
import { fieldsOf, merge, profileOf, type ProfileFields } from './parts';
import { profileForm, seenIn, type ProfileAnswer } from './schema';

const NO_WISHES = { timeZone: null, locale: null };

export const load: PageServerLoad = async (event) => {
	const customer = whoIsIn(event);
	const { business, place: shown } = await event.parent();
	const fields = fieldsOf(customer);
	const [form, sessions] = await Promise.all([
		superValidate<ProfileFields, ProfileAnswer>(fields, zod4(profileForm(wordsOf(event))), {
			errors: false
		}),
		listCustomerSessions(event.locals.sql, customer.id)
	]);
	const { place, zones } = findPlace(event, business, NO_WISHES);
	const chosen = properZone(event.cookies.get(CHOSEN_COOKIE) ?? '');
	return {
		form,
		email: customer.email,
		regions: zonesByRegion(),
		languages: ownLanguages(fields.language),
		/** How this device would have it. */
		device: { timeZone: zones.own ?? business.timeZone, locale: place.locale },
		sessions,
		/** The zone that was chosen in this browser, where the profile has another. */
		chosenHere: chosen !== fields.timeZone && chosen === shown.timeZone ? chosen : null,
		here: event.locals.customerSessionKey,
		now: Date.now()
	};
};

export const actions: Actions = {
	save: async (event) => {
		const { locals, cookies } = event;
		const sent = await readSent(event.request, locals.language);
		const customer = locals.customer ?? signedOut(locals, sent);
		const form = await superValidate<ProfileFields, ProfileAnswer>(
			sent,
			zod4(profileForm(wordsOf(event)))
		);
		if (!form.valid) return fail(400, { form });
		const business = await readBusiness(locals.sql);
		const { place } = findPlace(event, business ?? NOWHERE, NO_WISHES);
		const save = () =>
			changeProfile(locals.sql, customer.id, {
				profile: profileOf(form.data, place.locale),
				seen: seenIn(form.data)
			});
		let outcome = await save();
		if (outcome.result === 'changed') {
			const now = fieldsOf(outcome.now);
			const { fields, clash } = merge(form.data, fieldsOf(seenIn(form.data)), now);
			form.data = fields;
			// Where others changed something else than this, nothing of either is lost.
			if (!clash) outcome = await save();
		}
		switch (outcome.result) {
			case 'saved':
				form.data = fieldsOf(profileOf(form.data, place.locale));
				// Whatever was chosen in this browser before, from now on it is what is chosen here.
				cookies.delete(CHOSEN_COOKIE, { path: '/' });
				if (form.data.timeZone !== (customer.timeZone ?? '')) {
					cookies.delete(SHOWN_COOKIE, { path: '/' });
				}
				return message(form, { saved: true });
			case 'changed':
				// The next press saves what was typed over what is there now.
				form.data.seen = fieldsOf(outcome.now).seen;
				return message(form, { saved: false, now: outcome.now }, { status: 409 });
			case 'not_found':
				return redirect(303, '/portal');
		}
	},

	everywhere: async (event) => {
		const customer = whoIsIn(event);
		await endCustomerSessions(event.locals.sql, customer.id);
		await leave(event);
		redirect(303, '/portal?signed-out=everywhere');
	}
};
