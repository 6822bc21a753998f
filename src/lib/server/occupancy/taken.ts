import type { Taken } from '../../scheduling/offer.ts';
import type { PendingQuery, Queryable } from '../database/connection.ts';

/** Some fieldworkers' time between two instants. */
export type TakenRange = { fieldworkerIds: readonly number[]; from: number; until: number };

/** Reads when these fieldworkers are taken between two instants, in one query. */
export const readTaken = (sql: Queryable, range: TakenRange): Promise<Taken[]> =>
	takenQuery(sql, range);

/**
 * Asks when these fieldworkers are taken, buffers included, in columns named as Taken is; it can be
 * part of another query. Holds that have expired are left out.
 *
 * A month comes as arrays of numbers, not as rows: it goes straight into the sweep.
 * No occupancy lasts longer than a day, so looking back one day finds everything that reaches in,
 * and the B-tree never walks through history.
 */
export function takenQuery(sql: Queryable, range: TakenRange): PendingQuery<Taken[]> {
	return sql<Taken[]>`
		select
			f.id as "fieldworkerId",
			taken.starts,
			taken.ends,
			taken.owners
		from fieldworker f
		cross join lateral (
			select
				coalesce(array_agg(date_part('epoch', o.starts_at) * 1000 order by o.starts_at), '{}') as starts,
				coalesce(array_agg(date_part('epoch', o.ends_at) * 1000 order by o.starts_at), '{}') as ends,
				coalesce(
					array_agg(coalesce(o.booking_id, -o.hold_id, 0)::float8 order by o.starts_at),
					'{}'
				) as owners
			from occupancy o
			where o.fieldworker_id = f.id
				and o.starts_at >= ${range.from}::timestamptz - interval '24 hours'
				and o.starts_at < ${range.until}::timestamptz
				and o.ends_at > ${range.from}::timestamptz
				and (o.held_until is null or o.held_until > (select reslot_clock()))
		) taken
		where f.id = any(${range.fieldworkerIds as number[]}::integer[])
		order by f.id
	`;
}
