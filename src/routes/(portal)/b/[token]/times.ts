import type { MonthOfTimes } from '$lib/components/times/months';
import type { Booking } from '$lib/server/bookings/find';
import type { Standing } from '$lib/server/bookings/standing';
import { readBookingOffer } from '$lib/server/offer';
import { datesOnOffer, readMonth } from '../../month';
import { linkIsDead } from './booking';

/** A month of the times to which this booking may be moved. */
export async function readTimes(
	sql: App.Locals['sql'],
	booking: Booking,
	standing: Standing,
	timeZone: string,
	wanted: { month?: string; day?: string }
): Promise<MonthOfTimes> {
	const bounds = datesOnOffer(standing.flags, standing.now, timeZone);
	const times = await readMonth(bounds, wanted, (range) =>
		readBookingOffer(sql, booking.id, range)
	);
	return times ?? linkIsDead();
}
