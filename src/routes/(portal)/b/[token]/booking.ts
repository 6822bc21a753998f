import { error } from '@sveltejs/kit';
import { findBooking, type Booking } from '$lib/server/bookings/find';
import { openLink } from '$lib/server/links/manage-link';

/**
 * The booking that the address opens. A wrong, expired and revoked link all end in the same page
 * (R5); it reads only (R4).
 */
export async function openBooking(locals: App.Locals, params: { token: string }): Promise<Booking> {
	const id = await openLink(locals.sql, params.token);
	const booking = id === null ? null : await findBooking(locals.sql, id);
	if (!booking) linkIsDead();
	return booking;
}

/** Ends the request as for any link that opens nothing. */
export function linkIsDead(): never {
	error(
		404,
		'It may be incomplete, out of date or replaced by a newer one. Please open the link in the latest email about your booking, or contact us.'
	);
}

/** What of a booking its own customer's page shows. */
export function shownToCustomer(booking: Booking) {
	const { id, version, status, startsAt, endsAt, contactName, phone, address, notes } = booking;
	return {
		...{ id, version, status, startsAt, endsAt, contactName, phone, address, notes },
		service: {
			id: booking.service.id,
			name: booking.service.name,
			priceText: booking.service.priceText
		},
		fieldworker: { id: booking.fieldworker.id, name: booking.fieldworker.name },
		// Not the name that is kept with this address: a visitor may have typed somebody else's.
		email: booking.customer.email
	};
}

export type ShownBooking = ReturnType<typeof shownToCustomer>;
