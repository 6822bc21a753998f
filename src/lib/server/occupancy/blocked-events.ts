import type { Scope } from '../accounts/staff.ts';
import type { Queryable } from '../database/connection.ts';

/** A blocked event as staff see it; without a fieldworker it blocks everybody. Instants. */
export type BlockedEvent = {
	id: number;
	fieldworkerId: number | null;
	fieldworkerName: string | null;
	startsAt: number;
	endsAt: number;
	title: string;
};

/** Every blocked event that is not over yet, by time; `bookings` is how many share its time. */
export async function comingBlockedEvents(
	sql: Queryable
): Promise<(BlockedEvent & { bookings: number })[]> {
	return sql<(BlockedEvent & { bookings: number })[]>`
		select
			${columns(sql)},
			(
				select count(distinct o.booking_id)
				from occupancy mine
				join occupancy o
					on o.fieldworker_id = mine.fieldworker_id
					and o.during && mine.during
				where mine.blocked_event_id = e.id
			) as bookings
		from blocked_event e
		left join fieldworker f on f.id = e.fieldworker_id
		where e.ends_at > reslot_clock()
		order by e.starts_at, e.id
	`;
}

/**
 * Every blocked event that reaches into the time from `from` up to `until`, by time. A fieldworker
 * sees their own and what blocks everybody.
 */
export async function blockedBetween(
	sql: Queryable,
	from: number,
	until: number,
	scope: Scope
): Promise<BlockedEvent[]> {
	return sql<BlockedEvent[]>`
		select ${columns(sql)}
		from blocked_event e
		left join fieldworker f on f.id = e.fieldworker_id
		where e.starts_at < ${until}
			and e.ends_at > ${from}
			and ${scope === 'everybody' ? sql`true` : sql`(e.fieldworker_id = ${scope} or e.fieldworker_id is null)`}
		order by e.starts_at, e.id
	`;
}

const columns = (sql: Queryable) => sql`
	e.id,
	e.fieldworker_id as "fieldworkerId",
	f.name as "fieldworkerName",
	e.starts_at as "startsAt",
	e.ends_at as "endsAt",
	e.title
`;
