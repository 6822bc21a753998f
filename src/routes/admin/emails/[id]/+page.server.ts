import { fail } from '@sveltejs/kit';
import { readTrouble } from '$lib/server/mail/address-trouble';
import { readMailEvents } from '$lib/server/mail/log';
import { readPausesOfCustomer } from '$lib/server/mail/pauses';
import { canSendAgain, sendAgain } from '$lib/server/mail/send-again';
import { staffOf } from '../../_parts/booking/read';
import { sayWritten, sayWrittenOf } from '../../_parts/booking/written';
import type { Actions, PageServerLoad } from './$types';
import { mailAt } from './mail';

export const load: PageServerLoad = async ({ locals, params }) => {
	// HTML and invite have addresses of their own: one is shown in a frame that can do nothing.
	const { html, calendar, ...mail } = await mailAt(locals, params.id);
	const [events, trouble, pauses] = await Promise.all([
		readMailEvents(locals.sql, mail.id),
		mail.customerId !== null && mail.staffId === null
			? readTrouble(locals.sql, mail.toEmail)
			: null,
		mail.customerId !== null ? readPausesOfCustomer(locals.sql, mail.customerId) : null
	]);
	return {
		mail,
		events,
		trouble,
		/** Email to this customer is. */
		paused: pauses !== null && pauses.customer !== null,
		written: html !== null,
		invited: calendar !== null,
		again: canSendAgain(mail) && !mail.sealed,
		now: Date.now()
	};
};

export const actions: Actions = {
	again: async ({ locals, params }) => {
		const mail = await mailAt(locals, params.id);
		const outcome = await sendAgain(locals.sql, { mail, by: staffOf(locals) });
		if (outcome.result === 'refused') return fail(409, { refused: outcome.words });
		if (outcome.result === 'already') return { already: outcome.words };
		// Email to staff is never paused.
		const { bookingId } = mail;
		return {
			again: bookingId === null ? sayWritten('them', false) : await sayWrittenOf(locals, bookingId)
		};
	}
};
