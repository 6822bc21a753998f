import type { Intervals } from '../../scheduling/intervals.ts';
import type { Queryable } from '../database/connection.ts';

/** When one fieldworker is taken. */
export type Taken = Intervals & { fieldworkerId: number };

/** An id that no booking has: a blocked event's row has null there, and null is distinct from it. */
const NO_BOOKING = 0;

/**
 * Reads when these fieldworkers are taken between two instants, buffers included, in one query.
 * The times of `bookingId` are left out: a booking is not in its own way.
 *
 * A month comes as two arrays of epoch milliseconds, not as rows: it goes straight into the sweep.
 * No occupancy lasts longer than a day, so looking back one day finds everything that reaches in,
 * and the B-tree never walks through history.
 */
export async function readTaken(
	sql: Queryable,
	range: { fieldworkerIds: readonly number[]; from: number; until: number; bookingId?: number }
): Promise<Taken[]> {
	return sql<Taken[]>`
		select
			f.id as "fieldworkerId",
			taken.starts,
			taken.ends
		from fieldworker f
		cross join lateral (
			select
				coalesce(array_agg(date_part('epoch', o.starts_at) * 1000 order by o.starts_at), '{}') as starts,
				coalesce(array_agg(date_part('epoch', o.ends_at) * 1000 order by o.starts_at), '{}') as ends
			from occupancy o
			where o.fieldworker_id = f.id
				and o.starts_at >= ${range.from}::timestamptz - interval '24 hours'
				and o.starts_at < ${range.until}::timestamptz
				and o.ends_at > ${range.from}::timestamptz
				and o.booking_id is distinct from ${range.bookingId ?? NO_BOOKING}::bigint
		) taken
		where f.id = any(${range.fieldworkerIds as number[]}::integer[])
		order by f.id
	`;
}
