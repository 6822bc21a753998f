import { addDays, localDate } from '../scheduling/zoned-time.ts';
import { readAvailability } from './availability.ts';
import type { Queryable } from './database/connection.ts';
import { requireBusiness } from './settings/business.ts';
import type { Wish } from './wish.ts';

/**
 * Who could take a start, in the order in which to ask them: the least busy on that day first. A
 * free one, if there is one, is among them; when nobody is free it is everybody, to be told why.
 */
export async function leastBusyFirst(
	sql: Queryable,
	wish: Wish,
	startsAt: number
): Promise<readonly number[]> {
	if (wish.fieldworkerIds.length === 1) return wish.fieldworkerIds;
	const { timeZone } = await requireBusiness(sql);
	const date = localDate(timeZone, startsAt);
	const { times } = await readAvailability(sql, wish, { from: date, until: addDays(date, 1) });
	const free = times.find(({ start }) => start === startsAt)?.fieldworkerIds ?? [];
	const freeTimes = (id: number) => times.filter((time) => time.fieldworkerIds.includes(id)).length;
	const order = free.toSorted((a, b) => freeTimes(b) - freeTimes(a) || a - b);
	return order.length > 0 ? order : wish.fieldworkerIds;
}
