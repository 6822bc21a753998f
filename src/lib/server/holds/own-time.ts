import type { Interval } from '../../scheduling/intervals.ts';
import type { Queryable } from '../database/connection.ts';
import { isHolder, type Holder } from './holder.ts';

/** The time that is taken by somebody themselves, with their booking or their hold. */
export async function readOwnTime(sql: Queryable, holder: Holder): Promise<Interval[]> {
	return sql<Interval[]>`
		select o.starts_at as start, o.ends_at as end
		from (
			select id
			from hold
			where ${isHolder(sql, holder)}
		) h
		join occupancy o on o.hold_id = h.id
		union all
		select o.starts_at, o.ends_at
		from occupancy o
		where o.booking_id = ${'bookingId' in holder ? holder.bookingId : null}
	`;
}
