import type { Booking } from '$lib/server/bookings/find';
import type { SignedIn } from '$lib/server/portal/session';

/**
 * Whose profile counts on the pages of a booking. What is known of its customer is for themselves:
 * whoever typed their address is somebody else.
 */
export const wishesFor = ({ customer }: App.Locals, booking: Booking): SignedIn | null =>
	customer?.id === booking.customer.id ? customer : null;
