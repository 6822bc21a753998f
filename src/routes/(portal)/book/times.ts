import type { MonthOfTimes } from '$lib/components/times/months';
import type { PartOfDay } from '$lib/components/times/parts';
import { readServiceOffer, readServicePolicy } from '$lib/server/offer';
import { datesOnOffer, readMonth } from '../month';

/**
 * A month of the times at which a service can be booked, of the calendar of the zone that is shown;
 * null when it is not on offer.
 */
export async function readTimes(
	sql: App.Locals['sql'],
	zones: { rules: string; shown: string },
	wish: { serviceId: number; fieldworkerId: number | 'any'; visitor?: Buffer },
	wanted: { month?: string; day?: string; part?: PartOfDay }
): Promise<MonthOfTimes | null> {
	const policy = await readServicePolicy(sql, wish.serviceId);
	// How far the calendar leafs; which times are on offer goes by the database's clock.
	const bounds = datesOnOffer(policy, Date.now(), zones.rules, zones.shown);
	return readMonth(bounds, wanted, (range) =>
		readServiceOffer(sql, wish.serviceId, wish.fieldworkerId, range, wish.visitor)
	);
}
