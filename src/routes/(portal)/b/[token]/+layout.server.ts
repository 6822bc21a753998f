import { error, redirect } from '@sveltejs/kit';
import { wordsFor } from '$lib/words';
import { findPlace } from '../../place';
import type { LayoutServerLoad } from './$types';
import { baseOf, numberIn } from './booking-address';
import { linkIsDead, openBooking } from './booking';
import { wishesFor } from './wishes-for';

export const load: LayoutServerLoad = async (event) => {
	const { locals, params, request, url, parent } = event;
	const base = baseOf(params);
	// A number opens nothing by itself (R5): only the portal's own address leads here with one.
	if (numberIn(params) !== null && url.pathname.startsWith('/b/')) linkIsDead(locals);
	const isOut = numberIn(params) !== null && !locals.customer;
	// To lead away from what a form's action answered would lose what was sent.
	if (isOut && request.method !== 'POST') {
		redirect(303, `/portal?next=${encodeURIComponent(url.pathname)}`);
	}
	const [booking, { business }] = await Promise.all([
		isOut ? null : openBooking(locals, params),
		parent()
	]);
	// A booking is somebody's; without a business there can be none.
	if (!business) error(404, wordsFor(locals.language).answers.nothingYet);
	const wishes = booking && wishesFor(locals, booking);
	return { business, base, ...findPlace(event, business, wishes, booking?.timeZone) };
};
