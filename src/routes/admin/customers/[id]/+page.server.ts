import { readCustomerView } from '$lib/server/people/customers-page';
import type { PageServerLoad } from './$types';
import { openCustomer } from '../open';

const MOST = { past: 20, mails: 10 };

export const load: PageServerLoad = async ({ locals: { sql }, params, url }) => {
	const customer = await openCustomer(sql, params.id);
	return {
		customer,
		...(await readCustomerView(sql, customer.id, MOST)),
		/** What was just done to them. */
		done: { saved: url.searchParams.has('saved'), erased: url.searchParams.has('erased') },
		now: Date.now()
	};
};
