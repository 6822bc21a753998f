import { error, fail } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { runsBackOffice } from '$lib/server/accounts/staff';
import { cancel } from '$lib/server/bookings/cancel';
import { complete } from '$lib/server/bookings/complete';
import { editDetails } from '$lib/server/bookings/edit-details';
import { reopen } from '$lib/server/bookings/reopen';
import { resendMail } from '$lib/server/bookings/resend';
import { closeLinks, reissueLink } from '$lib/server/links/manage-link';
import { runtime } from '$lib/server/runtime';
import { readSent } from '../../../(portal)/sent';
import {
	MAY_END,
	numberOf,
	openBooking,
	openEnded,
	readBookingView,
	staffOf,
	type Asking
} from '../../_parts/booking/read';
import {
	cancelForm,
	detailsForm,
	outcomeForm,
	reopenForm,
	type Answer,
	type CancelForm,
	type DetailsForm,
	type OutcomeForm,
	type ReopenForm
} from '../../_parts/booking/schema';
import { sayWrittenOf } from '../../_parts/booking/written';
import { sayDone, sayNotDone } from './answers';
import { answerPause } from '../../_parts/pause/answer';
import { moveAction } from './move';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) =>
	readBookingView(locals, numberOf(params.id));

/** The number of a booking that whoever asks may change, and not just look at. */
async function changeable(locals: Asking, text: string): Promise<number> {
	const { id } = await openBooking(locals, numberOf(text));
	if (!runsBackOffice(staffOf(locals).role)) {
		error(403, MAY_END);
	}
	return id;
}

const byStaff = (locals: Asking, notify: boolean) =>
	({ kind: 'staff', staffId: staffOf(locals).id, notify }) as const;

export const actions: Actions = {
	move: async (event) => {
		await changeable(event.locals, event.params.id);
		return moveAction(event);
	},

	cancel: async ({ request, locals, params }) => {
		const bookingId = await changeable(locals, params.id);
		const sent = await readSent(request);
		const form = await superValidate<CancelForm, Answer>(sent, zod4(cancelForm), { id: 'cancel' });
		if (!form.valid) return fail(400, { form });
		const { version, reason, notify } = form.data;
		const actor = byStaff(locals, notify);
		const wish = { bookingId, expectedVersion: version, reason, actor };
		const outcome = await cancel(locals.sql, wish);
		if (outcome.result !== 'cancelled') return sayNotDone(form, outcome, locals);
		return sayDone(form, 'The booking is cancelled and its time is free again.', outcome.booking);
	},

	// A fieldworker says this of their own bookings; of another's they see nothing (404).
	outcome: async ({ request, locals, params }) => {
		const { id: bookingId } = await openBooking(locals, numberOf(params.id));
		const sent = await readSent(request);
		const form = await superValidate<OutcomeForm, Answer>(sent, zod4(outcomeForm), {
			id: 'outcome'
		});
		if (!form.valid) return fail(400, { form });
		const { version, outcome: ended } = form.data;
		const actor = byStaff(locals, false);
		const wish = { bookingId, outcome: ended, expectedVersion: version, actor };
		const outcome = await complete(locals.sql, wish);
		if (outcome.result !== 'completed') return sayNotDone(form, outcome, locals);
		const words = ended === 'completed' ? 'Marked as completed.' : 'Marked as “did not come”.';
		return sayDone(form, words, outcome.booking);
	},

	// What a fieldworker said of their own booking they take back; to cancel is the office's.
	reopen: async ({ request, locals, params }) => {
		const { id: bookingId } = await openEnded(locals, numberOf(params.id));
		const sent = await readSent(request);
		const form = await superValidate<ReopenForm, Answer>(sent, zod4(reopenForm), { id: 'reopen' });
		if (!form.valid) return fail(400, { form });
		const { version, notify, override } = form.data;
		const actor = {
			...byStaff(locals, notify && runsBackOffice(staffOf(locals).role)),
			...(override && { override })
		};
		const wish = { bookingId, expectedVersion: version, reason: '', actor };
		const outcome = await reopen(locals.sql, wish);
		if (outcome.result !== 'reopened') return sayNotDone(form, outcome, locals);
		return sayDone(form, 'The booking is confirmed again.', outcome.booking);
	},

	details: async ({ request, locals, params }) => {
		const bookingId = await changeable(locals, params.id);
		const sent = await readSent(request);
		const form = await superValidate<DetailsForm, Answer>(sent, zod4(detailsForm), {
			id: 'details'
		});
		if (!form.valid) return fail(400, { form });
		const { version, ...details } = form.data;
		const actor = byStaff(locals, false);
		const edit = { bookingId, expectedVersion: version, details, actor };
		const outcome = await editDetails(locals.sql, edit);
		if (outcome.result !== 'edited' && outcome.result !== 'unchanged') {
			return sayNotDone(form, outcome, locals, details);
		}
		// What is sent next is meant for the booking as it is now.
		form.data.version = outcome.booking.version;
		return sayDone(form, 'The details are saved.', outcome.booking);
	},

	resend: async ({ locals, params }) => {
		const bookingId = await changeable(locals, params.id);
		const outcome = await resendMail(locals.sql, { bookingId, by: staffOf(locals) });
		if (outcome.result === 'not_found') error(404, 'There is no booking with this number.');
		if (outcome.result === 'refused') return fail(409, { resent: outcome.words });
		if (outcome.result === 'already') return { resent: outcome.words };
		return { resent: await sayWrittenOf(locals, bookingId) };
	},

	pause: async ({ request, locals, params }) => {
		const bookingId = await changeable(locals, params.id);
		return answerPause(locals, { bookingId }, request);
	},

	reissue: async ({ locals, params }) => {
		const bookingId = await changeable(locals, params.id);
		const secret = await reissueLink(locals.sql, bookingId, staffOf(locals));
		return { link: `${runtime().config.origin}/b/${secret}` };
	},

	revoke: async ({ locals, params }) => {
		const bookingId = await changeable(locals, params.id);
		return { revoked: await closeLinks(locals.sql, bookingId, staffOf(locals)) };
	}
};
