import type { Who } from '$lib/live/messages';

/** What stands in a booking's address: its secret, or its number for a customer who is signed in. */
type Params = { token?: string };

const NUMBER = /^[1-9]\d{0,14}$/;

/** The number of the booking that a signed-in customer opens; null where a secret does. */
export const numberIn = ({ token = '' }: Params): number | null =>
	NUMBER.test(token) ? Number(token) : null;

/** Where the pages of a booking begin for the customer who is signed in and whose it is. */
export const ownBooking = (id: number): string => `/portal/bookings/${id}`;

/** Where the pages of a booking begin. */
export function baseOf(params: Params): string {
	const number = numberIn(params);
	return number === null ? `/b/${params.token}` : ownBooking(number);
}

/** Who looks at the booking, for its live connection. */
export function whoOf(params: Params): Who {
	const number = numberIn(params);
	return number === null
		? { as: 'link', token: params.token ?? '' }
		: { as: 'customer', booking: number };
}
