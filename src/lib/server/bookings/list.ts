import type { BookingStatus } from '../../scheduling/policy.ts';
import type { Scope } from '../accounts/staff.ts';
import type { Queryable } from '../database/connection.ts';
import { matching } from './matching.ts';
import { rowsOf, type BookingRow } from './row.ts';

/**
 * Which bookings; instants in epoch milliseconds, `until` not included. `scope` is whose bookings
 * the person who asks may see.
 */
export type BookingFilter = {
	scope: Scope;
	search?: string;
	status?: BookingStatus;
	fieldworkerId?: number;
	serviceId?: number;
	from?: number;
	until?: number;
};

type BookingOrder = 'when' | 'customer' | 'service' | 'fieldworker' | 'made';

/** What of the list to show, and in which order. Pages count from 1. */
export type BookingPage = {
	order?: BookingOrder;
	descending?: boolean;
	page: number;
	pageSize: number;
};

export type ListedBooking = BookingRow & { createdAt: number };

/** One page of bookings, and how many there are in all. */
export async function listBookings(
	sql: Queryable,
	filter: BookingFilter & BookingPage
): Promise<{ bookings: ListedBooking[]; total: number }> {
	const [bookings, total] = await Promise.all([
		sql<ListedBooking[]>`
			${rowsOf(sql, sql`b.created_at as "createdAt",`)}
			where ${wanted(sql, filter)}
			order by ${inOrder(sql, filter)}
			limit ${filter.pageSize}
			offset ${(filter.page - 1) * filter.pageSize}
		`,
		countBookings(sql, filter)
	]);
	return { bookings, total };
}

/** How many bookings there are of these. */
export async function countBookings(sql: Queryable, filter: BookingFilter): Promise<number> {
	const [count] = await sql<{ total: number }[]>`
		select count(*) as total
		from booking b
		where ${wanted(sql, filter)}
	`;
	return count?.total ?? 0;
}

/** The bookings with these ids that may be seen, by time. */
export async function findBookingRows(
	sql: Queryable,
	ids: readonly number[],
	scope: Scope
): Promise<BookingRow[]> {
	return sql<BookingRow[]>`
		${rowsOf(sql)}
		where b.id = any(${ids as number[]}::bigint[])
			and ${within(sql, scope)}
		order by b.starts_at, b.id
	`;
}

/** What a booking `b` has to be, to be one of these. */
export function wanted(sql: Queryable, filter: BookingFilter) {
	return sql`
		${within(sql, filter.scope)}
		and ${filter.search ? matching(sql, filter.search) : sql`true`}
		and ${filter.status ? sql`b.status = ${filter.status}` : sql`true`}
		and ${filter.fieldworkerId ? sql`b.fieldworker_id = ${filter.fieldworkerId}` : sql`true`}
		and ${filter.serviceId ? sql`b.service_id = ${filter.serviceId}` : sql`true`}
		and ${filter.from === undefined ? sql`true` : sql`b.starts_at >= ${filter.from}`}
		and ${filter.until === undefined ? sql`true` : sql`b.starts_at < ${filter.until}`}
	`;
}

const within = (sql: Queryable, scope: Scope) =>
	scope === 'everybody' ? sql`true` : sql`b.fieldworker_id = ${scope}`;

function inOrder(sql: Queryable, { order = 'when', descending = false }: BookingPage) {
	const way = descending ? sql`desc` : sql`asc`;
	switch (order) {
		case 'when':
			return sql`b.starts_at ${way}, b.id ${way}`;
		case 'customer':
			return sql`lower(c.name) ${way}, c.id ${way}, b.starts_at, b.id`;
		case 'service':
			return sql`s.name ${way}, s.id ${way}, b.starts_at, b.id`;
		case 'fieldworker':
			return sql`f.name ${way}, f.id ${way}, b.starts_at, b.id`;
		case 'made':
			// Numbers are given in the order of making.
			return sql`b.id ${way}`;
	}
}
