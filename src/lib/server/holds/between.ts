import type { Scope } from '../accounts/staff.ts';
import type { Queryable } from '../database/connection.ts';

/** A time that is kept for a customer who is deciding, until `until`. Instants; nothing personal. */
export type HeldTime = {
	id: number;
	fieldworkerId: number;
	startsAt: number;
	endsAt: number;
	until: number;
	/** The booking that would be moved there; null for a visitor who has none yet. */
	bookingId: number | null;
};

/** Every hold that reaches into the time from `from` up to `until` and has not expired. */
export async function holdsBetween(
	sql: Queryable,
	from: number,
	until: number,
	scope: Scope
): Promise<HeldTime[]> {
	return sql<HeldTime[]>`
		select
			h.id,
			h.fieldworker_id as "fieldworkerId",
			h.starts_at as "startsAt",
			ends.at as "endsAt",
			h.expires_at as until,
			h.booking_id as "bookingId"
		from hold h
		left join booking b on b.id = h.booking_id
		left join service s on s.id = h.service_id
		cross join lateral (
			select h.starts_at
				+ coalesce(b.ends_at - b.starts_at, make_interval(mins => s.duration_minutes)) as at
		) ends
		where h.expires_at > (select reslot_clock())
			and h.starts_at < ${until}
			and ends.at > ${from}
			and ${scope === 'everybody' ? sql`true` : sql`h.fieldworker_id = ${scope}`}
		order by h.starts_at, h.id
	`;
}
