import type { BookingStatus } from '../../scheduling/policy.ts';
import type { Scope } from '../accounts/staff.ts';
import type { Queryable } from '../database/connection.ts';
import { matching } from './matching.ts';
import { rowsOf, type BookingRow } from './row.ts';

/** Which bookings of a stretch of time are wanted; what is left out or empty leaves out nothing. */
export type Wanted = {
	/** Whose bookings the reader may see at all. */
	scope: Scope;
	fieldworkerIds?: number[];
	serviceIds?: number[];
	statuses?: BookingStatus[];
	/** Part of the customer's name, email or phone, or the booking's number. */
	search?: string;
};

/** Every booking wanted that reaches into the time from `from` up to `until`, by time. Instants. */
export async function bookingsBetween(
	sql: Queryable,
	from: number,
	until: number,
	wanted: Wanted
): Promise<BookingRow[]> {
	const { scope, fieldworkerIds, serviceIds, statuses, search } = wanted;
	return sql<BookingRow[]>`
		${rowsOf(sql)}
		where b.starts_at >= ${from}::timestamptz - interval '24 hours'
			and b.starts_at < ${until}
			and b.ends_at > ${from}
			and ${scope === 'everybody' ? sql`true` : sql`b.fieldworker_id = ${scope}`}
			and ${fieldworkerIds?.length ? sql`b.fieldworker_id = any(${fieldworkerIds}::integer[])` : sql`true`}
			and ${serviceIds?.length ? sql`b.service_id = any(${serviceIds}::integer[])` : sql`true`}
			and ${statuses?.length ? sql`b.status = any(${statuses}::text[])` : sql`true`}
			and ${search ? matching(sql, search) : sql`true`}
		order by b.starts_at, b.id
	`;
}
