import type { BookingStatus } from '../../scheduling/policy.ts';
import type { Queryable } from '../database/connection.ts';
import { readSearch } from '../search.ts';

/** A booking as lists and the board show it. `clash` when it shares its time with something. */
export type BookingRow = {
	id: number;
	status: BookingStatus;
	startsAt: number;
	endsAt: number;
	customerName: string;
	customerEmail: string;
	serviceName: string;
	fieldworkerId: number;
	fieldworkerName: string;
	fieldworkerColor: string;
	clash: boolean;
};

/** What the list shows; instants in epoch milliseconds, `until` not included. Pages count from 1. */
export type BookingFilter = {
	search?: string;
	status?: BookingStatus;
	fieldworkerId?: number;
	from?: number;
	until?: number;
	page: number;
	pageSize: number;
};

/** One page of bookings by time, and how many there are in all. */
export async function listBookings(
	sql: Queryable,
	filter: BookingFilter
): Promise<{ bookings: BookingRow[]; total: number }> {
	const matching = sql`
		${filter.search ? matches(sql, filter.search) : sql`true`}
		and ${filter.status ? sql`b.status = ${filter.status}` : sql`true`}
		and ${filter.fieldworkerId ? sql`b.fieldworker_id = ${filter.fieldworkerId}` : sql`true`}
		and ${filter.from === undefined ? sql`true` : sql`b.starts_at >= ${filter.from}`}
		and ${filter.until === undefined ? sql`true` : sql`b.starts_at < ${filter.until}`}
	`;
	const [bookings, [count]] = await Promise.all([
		sql<BookingRow[]>`
			${rows(sql)}
			where ${matching}
			order by b.starts_at, b.id
			limit ${filter.pageSize}
			offset ${(filter.page - 1) * filter.pageSize}
		`,
		sql<{ total: number }[]>`
			select count(*) as total
			from booking b
			where ${matching}
		`
	]);
	return { bookings, total: count?.total ?? 0 };
}

/** Every booking that reaches into the time from `from` up to `until`, by time. */
export async function bookingsBetween(
	sql: Queryable,
	from: number,
	until: number
): Promise<BookingRow[]> {
	return sql<BookingRow[]>`
		${rows(sql)}
		where b.starts_at >= ${from}::timestamptz - interval '24 hours'
			and b.starts_at < ${until}
			and b.ends_at > ${from}
		order by b.starts_at, b.id
	`;
}

const rows = (sql: Queryable) => sql`
	select
		b.id,
		b.status,
		b.starts_at as "startsAt",
		b.ends_at as "endsAt",
		c.name as "customerName",
		c.email as "customerEmail",
		s.name as "serviceName",
		f.id as "fieldworkerId",
		f.name as "fieldworkerName",
		f.color as "fieldworkerColor",
		coalesce(o.shared and exists (
			select
			from occupancy other
			where other.fieldworker_id = o.fieldworker_id
				and other.during && o.during
				and other.id <> o.id
		), false) as clash
	from booking b
	join customer c on c.id = b.customer_id
	join service s on s.id = b.service_id
	join fieldworker f on f.id = b.fieldworker_id
	left join occupancy o on o.booking_id = b.id
`;

/** By part of the customer's name, address or phone, or by the booking's number, with or without #. */
function matches(sql: Queryable, typed: string) {
	const { words, number } = readSearch(typed);
	const named = sql`
		b.customer_id in (
			select id
			from customer
			where name || ' ' || email || ' ' || phone ilike ${words}
		)
	`;
	if (number === null) return named;
	// One set of ids rather than an `or`: each half of it has its index.
	return sql`
		b.id in (
			select b.id
			from booking b
			where ${named}
			union all
			select ${number}::bigint
		)
	`;
}
