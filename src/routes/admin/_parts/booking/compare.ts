import type { Booking } from '$lib/server/bookings/find';
import { readHistory } from '$lib/server/bookings/history';
import { requireBusiness } from '$lib/server/settings/business';
import type { Asking } from './read';
import { versionsOf, type Mine, type Versions } from './versions';

/** Sets what was wanted beside what others have made of the booking since it was `seen`. */
export async function compareVersions(
	{ sql }: Asking,
	booking: Booking,
	seen: number,
	mine: Mine
): Promise<Versions> {
	const [history, place] = await Promise.all([readHistory(sql, booking.id), requireBusiness(sql)]);
	return versionsOf(mine, booking, history, { seen, place });
}
