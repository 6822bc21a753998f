import { addDays, type LocalDate } from '../../scheduling/zoned-time.ts';
import { readAvailability } from '../availability.ts';
import type { Queryable } from '../database/connection.ts';
import { readServiceWish } from '../wish.ts';
import { previewTime } from './preview.ts';

const MINUTE = 60_000;

/**
 * The starts of a day, in epoch milliseconds, that customers could have for a service; for staff to
 * choose from, who may type any other time. Also of what is not on the public page.
 */
export async function suggestTimes(
	sql: Queryable,
	wanted: { serviceId: number; fieldworkerId: number | 'any'; date: LocalDate }
): Promise<number[]> {
	const { serviceId, fieldworkerId, date } = wanted;
	const wish = await readServiceWish(sql, serviceId, fieldworkerId, { byStaff: true });
	if (!wish) return [];
	const { times } = await readAvailability(sql, wish, { from: date, until: addDays(date, 1) });
	return times.map(({ start }) => start);
}

/** Who of those that do a service works at that time and has nothing else. */
export async function whoIsFree(
	sql: Queryable,
	{ serviceId, startsAt }: { serviceId: number; startsAt: number }
): Promise<number[]> {
	const wish = await readServiceWish(sql, serviceId, 'any', { byStaff: true });
	if (!wish) return [];
	const endsAt = startsAt + wish.durationMinutes * MINUTE;
	const looked = await Promise.all(
		wish.fieldworkerIds.map(async (fieldworkerId) => {
			const { free, outsideHours } = await previewTime(sql, {
				serviceId,
				fieldworkerId,
				startsAt,
				endsAt
			});
			return { fieldworkerId, fits: free && !outsideHours };
		})
	);
	return looked.filter(({ fits }) => fits).map(({ fieldworkerId }) => fieldworkerId);
}
