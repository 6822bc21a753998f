import { error, redirect } from '@sveltejs/kit';
import { peekProofLink } from '$lib/server/portal/prove';
import { signInByLink } from '$lib/server/portal/sign-in';
import { deviceOf } from '../../../../_account/entering';
import type { Actions, PageServerLoad } from './$types';
import { enter } from '../../entering';
import { maskEmail } from '../../../mask';
import { wantedPage } from '../../next';
import { wordsOf } from '../../words-of';

/** Mail programs open links as well: to look at one signs nobody in (R4). */
export const load: PageServerLoad = async (event) => {
	const proof = await peekProofLink(event.locals.sql, event.params.secret);
	// Whoever has pressed the button once more, or goes back, is where they wanted to be.
	if (!proof && event.locals.customer) redirect(303, '/portal');
	if (!proof) error(404, wordsOf(event).portal.deadHow);
	const now = event.locals.customer?.email.toLowerCase();
	return {
		whose: maskEmail(proof.email),
		/** Who is signed in here, if it is somebody else: they are signed out by it. */
		inPlaceOf: now === undefined || now === proof.email.toLowerCase() ? null : maskEmail(now)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params } = event;
		const outcome = await signInByLink(locals.sql, {
			secret: params.secret,
			device: deviceOf(event)
		});
		if (outcome.result !== 'signed_in') {
			if (locals.customer) redirect(303, '/portal');
			error(404, wordsOf(event).portal.deadHow);
		}
		const wanted = wantedPage(outcome.next);
		await enter(event, outcome.session, wanted);
		redirect(303, wanted);
	}
};
