import { readPausesOfCustomer } from '$lib/server/mail/pauses';
import { clearAddress } from '$lib/server/people/clear-address';
import { readCustomerView } from '$lib/server/people/customers-page';
import { answerPause } from '../../_parts/pause/answer';
import type { Actions, PageServerLoad } from './$types';
import { staffOf } from '../../_parts/booking/read';
import { openCustomer } from '../open';

const MOST = { past: 20, mails: 10 };

export const load: PageServerLoad = async ({ locals: { sql }, params, url }) => {
	const customer = await openCustomer(sql, params.id);
	const [view, pauses] = await Promise.all([
		readCustomerView(sql, customer.id, MOST),
		readPausesOfCustomer(sql, customer.id)
	]);
	return {
		customer,
		...view,
		pauses,
		/** What was just done to them. */
		done: { saved: url.searchParams.has('saved'), erased: url.searchParams.has('erased') },
		now: Date.now()
	};
};

export const actions: Actions = {
	pause: async ({ request, locals, params }) => {
		const customer = await openCustomer(locals.sql, params.id);
		return answerPause(locals, { customerId: customer.id }, request);
	},

	works: async ({ locals, params }) => {
		const { id: customerId } = await openCustomer(locals.sql, params.id);
		await clearAddress(locals.sql, { customerId, by: staffOf(locals) });
		return { works: true };
	}
};
