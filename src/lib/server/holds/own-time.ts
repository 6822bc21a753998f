import type { Interval } from '../../scheduling/intervals.ts';
import type { Queryable } from '../database/connection.ts';
import { isHolder, type Holder } from './holder.ts';

/**
 * The time that is taken by somebody themselves, with their booking or their hold; with anybody, or
 * with one fieldworker.
 */
export async function readOwnTime(
	sql: Queryable,
	holder: Holder,
	fieldworkerId?: number
): Promise<Interval[]> {
	const theirs = fieldworkerId === undefined ? sql`true` : sql`o.fieldworker_id = ${fieldworkerId}`;
	return sql<Interval[]>`
		select o.starts_at as start, o.ends_at as end
		from (
			select id
			from hold
			where ${isHolder(sql, holder)}
		) h
		join occupancy o on o.hold_id = h.id and ${theirs}
		union all
		select o.starts_at, o.ends_at
		from occupancy o
		where o.booking_id = ${'bookingId' in holder ? holder.bookingId : null}
			and ${theirs}
	`;
}
