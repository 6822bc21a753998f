import { readBusiness } from '$lib/server/settings/business';
import type { LayoutServerLoad } from './$types';
import { findPlace, NOWHERE } from './place';

export const load: LayoutServerLoad = async (event) => {
	const business = await readBusiness(event.locals.sql);
	return {
		business,
		weekStart: business?.weekStart ?? 1,
		/** Who is signed in, by the name they are greeted with. */
		signedIn: event.locals.customer && { name: event.locals.customer.name },
		...findPlace(event, business ?? NOWHERE)
	};
};
