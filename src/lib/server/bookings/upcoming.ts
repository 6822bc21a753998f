import type { Queryable } from '../database/connection.ts';

/** How many upcoming confirmed bookings of a service somebody has. */
export type Upcoming = { serviceId: number; fieldworkerId: number; count: number };

/** Who has upcoming bookings of one service, or of which services one fieldworker has them. */
export async function countUpcoming(
	sql: Queryable,
	of: { serviceId: number } | { fieldworkerId: number }
): Promise<Upcoming[]> {
	return sql<Upcoming[]>`
		select
			service_id as "serviceId",
			fieldworker_id as "fieldworkerId",
			count(*) as count
		from booking
		where ${'serviceId' in of ? sql`service_id = ${of.serviceId}` : sql`fieldworker_id = ${of.fieldworkerId}`}
			and status = 'confirmed'
			and starts_at > (select reslot_clock())
		group by service_id, fieldworker_id
	`;
}
