import type { MonthOfTimes } from '$lib/components/times/months';
import type { PartOfDay } from '$lib/components/times/parts';
import { takersFor } from '$lib/scheduling/with-whom';
import type { Booking } from '$lib/server/bookings/find';
import type { Standing } from '$lib/server/bookings/standing';
import { readBookingOffer } from '$lib/server/offer';
import { fieldworkerOf } from '../../fieldworker-of';
import { datesOnOffer, readMonth } from '../../month';
import { linkIsDead } from './booking';

/**
 * A month of the times to which this booking may be moved, with whom its customer chooses: of the
 * calendar of the zone that is shown, by the rules of the business's.
 */
export async function readTimes(
	locals: App.Locals,
	booking: Booking,
	standing: Standing,
	zones: { rules: string; shown: string },
	wanted: { month?: string; day?: string; part?: PartOfDay; fieldworker?: string | undefined }
): Promise<MonthOfTimes> {
	const { flags, now } = standing;
	const bounds = datesOnOffer(flags, now, zones.rules, zones.shown);
	const { fieldworker, ...when } = wanted;
	const who = fieldworker === undefined ? undefined : fieldworkerOf(fieldworker);
	// The time that the booking has is none to choose, unless with somebody else.
	const takers = takersFor(booking, flags, who) ?? takersFor(booking, flags) ?? [];
	const present = takers.includes(booking.fieldworker.id) ? booking.startsAt : undefined;
	const times = await readMonth(bounds, { ...when, present }, (range) =>
		readBookingOffer(locals.sql, booking.id, range, who)
	);
	return times ?? linkIsDead(locals);
}
