import type { Queryable } from '../database/connection.ts';

/** Something that shares a booking's time: another booking, or a blocked event. */
export type Clash =
	| { kind: 'booking'; bookingId: number; customerName: string; startsAt: number; endsAt: number }
	| { kind: 'blocked event'; title: string; startsAt: number; endsAt: number };

/** What a booking shares its time with, for staff to resolve (R10). Empty for nearly every one. */
export async function findClashes(sql: Queryable, bookingId: number): Promise<Clash[]> {
	return sql<Clash[]>`
		select
			case when o.booking_id is null then 'blocked event' else 'booking' end as kind,
			o.booking_id as "bookingId",
			c.name as "customerName",
			e.title,
			coalesce(b.starts_at, e.starts_at) as "startsAt",
			coalesce(b.ends_at, e.ends_at) as "endsAt"
		from occupancy mine
		join occupancy o
			on o.fieldworker_id = mine.fieldworker_id
			and o.during && mine.during
			and o.id <> mine.id
			and o.hold_id is null
		left join booking b on b.id = o.booking_id
		left join customer c on c.id = b.customer_id
		left join blocked_event e on e.id = o.blocked_event_id
		where mine.booking_id = ${bookingId}
			and mine.shared
		order by o.starts_at, o.id
	`;
}
