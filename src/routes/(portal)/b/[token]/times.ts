import type { MonthOfTimes } from '$lib/components/times/months';
import type { Booking } from '$lib/server/bookings/find';
import type { Standing } from '$lib/server/bookings/standing';
import { readBookingOffer } from '$lib/server/offer';
import { fieldworkerOf } from '../../fieldworker-choice';
import { datesOnOffer, readMonth } from '../../month';
import { linkIsDead } from './booking';

/** A month of the times to which this booking may be moved, with whom its customer chooses. */
export async function readTimes(
	sql: App.Locals['sql'],
	booking: Booking,
	standing: Standing,
	timeZone: string,
	wanted: { month?: string; day?: string; fieldworker?: string | undefined }
): Promise<MonthOfTimes> {
	const bounds = datesOnOffer(standing.flags, standing.now, timeZone);
	const { fieldworker, ...when } = wanted;
	const who = fieldworker === undefined ? undefined : fieldworkerOf(fieldworker);
	const times = await readMonth(bounds, when, (range) =>
		readBookingOffer(sql, booking.id, range, who)
	);
	return times ?? linkIsDead();
}
