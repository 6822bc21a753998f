import { error } from '@sveltejs/kit';
import { findClashes } from '$lib/server/bookings/clashes';
import { findBooking } from '$lib/server/bookings/find';
import { readHistory } from '$lib/server/bookings/history';
import { reissueLink, revokeLinks } from '$lib/server/links/manage-link';
import { bookingMails } from '$lib/server/mail/log';
import { runtime } from '$lib/server/runtime';
import type { Actions, PageServerLoad } from './$types';

const missing = 'There is no booking with this number.';

/** A booking's number as an address has it. */
function numberOf(text: string): number {
	if (!/^[1-9]\d{0,14}$/.test(text)) error(404, missing);
	return Number(text);
}

export const load: PageServerLoad = async ({ locals: { sql }, params }) => {
	const id = numberOf(params.id);
	const [booking, history, mails, clashes] = await Promise.all([
		findBooking(sql, id),
		readHistory(sql, id),
		bookingMails(sql, id),
		findClashes(sql, id)
	]);
	if (!booking) error(404, missing);
	return { booking, history, mails, clashes, now: Date.now() };
};

export const actions: Actions = {
	reissue: async ({ locals: { sql }, params }) => {
		const id = numberOf(params.id);
		if (!(await findBooking(sql, id))) error(404, missing);
		const secret = await reissueLink(sql, id);
		return { link: `${runtime().config.origin}/b/${secret}` };
	},

	revoke: async ({ locals: { sql }, params }) => {
		return { revoked: await revokeLinks(sql, numberOf(params.id)) };
	}
};
