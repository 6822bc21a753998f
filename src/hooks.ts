import type { Reroute } from '@sveltejs/kit';

const OWN_BOOKING = /^\/portal\/bookings\/([1-9]\d{0,14})(?=\/|$)/;

/** A booking in the portal has the pages that its manage link opens, under its number. */
export const reroute: Reroute = ({ url }) =>
	OWN_BOOKING.test(url.pathname) ? url.pathname.replace(OWN_BOOKING, '/b/$1') : undefined;
