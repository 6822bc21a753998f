import { error } from '@sveltejs/kit';
import type { Actor } from '$lib/server/bookings/actor';
import { findBooking, type Booking } from '$lib/server/bookings/find';
import { readStanding, type Standing } from '$lib/server/bookings/standing';
import { openLink } from '$lib/server/links/manage-link';
import { wordsFor } from '$lib/words';
import { maskEmail } from '../../mask';
import { signedOut } from '../../signed-out';
import { numberIn } from './booking-address';
import { wishesFor } from './wishes-for';

type Params = { token: string };

/**
 * The booking that the address opens: by its secret, or by its number for the customer who is signed
 * in and whose it is. A wrong, expired and revoked link all end in the same page (R5); it reads only (R4).
 * @param sent what came with the request, which is not lost where somebody has to sign in first
 */
export async function openBooking(
	locals: App.Locals,
	params: Params,
	sent?: FormData
): Promise<Booking> {
	const number = numberIn(params);
	if (number !== null) return openOwn(locals, number, sent);
	const id = await openLink(locals.sql, params.token);
	const booking = id === null ? null : await findBooking(locals.sql, id);
	return booking ?? linkIsDead(locals);
}

async function openOwn(locals: App.Locals, id: number, sent?: FormData): Promise<Booking> {
	const { id: customerId } = locals.customer ?? signedOut(locals, sent);
	const booking = await findBooking(locals.sql, id);
	if (booking?.customer.id !== customerId) {
		error(404, wordsFor(locals.language).errors.notYoursSent);
	}
	return booking;
}

/** What the customer may do with it, in the words that their pages are in. */
export const standingOf = ({ sql, language }: App.Locals, booking: Booking): Promise<Standing> =>
	readStanding(sql, booking, wordsFor(language).refusals);

/** The customer, and the way by which they came. */
export const actorOf = ({ language }: App.Locals, params: Params): Actor => ({
	kind: 'customer',
	channel: numberIn(params) === null ? 'email_link' : 'portal',
	language
});

/** Ends the request as for any link that opens nothing. */
export function linkIsDead({ language }: App.Locals): never {
	error(404, wordsFor(language).errors.deadLink.words);
}

/**
 * What of a booking its customer's page shows. Their address is for themselves, signed in: a link goes on
 * working where they are given another one, and whoever has it may have typed somebody else's.
 */
export function shownToCustomer(locals: App.Locals, booking: Booking) {
	const { email } = booking.customer;
	const { id, version, status, startsAt, endsAt, contactName, phone, address, notes } = booking;
	return {
		...{ id, version, status, startsAt, endsAt, contactName, phone, address, notes },
		service: {
			id: booking.service.id,
			name: booking.service.name,
			priceText: booking.service.priceText
		},
		fieldworker: { id: booking.fieldworker.id, name: booking.fieldworker.name },
		// Not the name that is kept with this address, either.
		email: wishesFor(locals, booking) ? email : maskEmail(email)
	};
}

export type ShownBooking = ReturnType<typeof shownToCustomer>;
