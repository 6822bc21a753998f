import type { Queryable } from '../database/connection.ts';
import { readSearch } from '../search.ts';

/**
 * The part of a `where` on b (booking) that leaves what was searched for: by part of the customer's
 * name, address or phone, or by the booking's number, with or without #.
 */
export function matching(sql: Queryable, typed: string) {
	const { words, number } = readSearch(typed);
	const named = sql`
		b.customer_id in (
			select id
			from customer
			where name || ' ' || email || ' ' || phone ilike ${words}
				and erased_at is null
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
