import type { Queryable } from '../database/connection.ts';
import type { AddressTrouble } from '../mail/address-trouble.ts';
import { readSearch } from '../search.ts';

/**
 * A customer as lists show them. `upcoming` are confirmed bookings that are still to come, `bookings`
 * all of them; `latest` is the start of the latest one, in epoch milliseconds.
 */
export type CustomerRow = {
	id: number;
	name: string;
	email: string;
	phone: string;
	address: string;
	upcoming: number;
	bookings: number;
	latest: number | null;
	/** What is the matter with the email address. */
	trouble: AddressTrouble['kind'] | null;
};

type CustomerOrder = 'name' | 'latest';

/** What the list shows. Pages count from 1. */
export type CustomerFilter = {
	search?: string;
	order?: CustomerOrder;
	descending?: boolean;
	page: number;
	pageSize: number;
};

/** One page of customers, and how many there are in all. Those who were erased are not among them. */
export async function listCustomers(
	sql: Queryable,
	filter: CustomerFilter
): Promise<{ customers: CustomerRow[]; total: number }> {
	const matching = sql`
		c.erased_at is null
		and ${filter.search ? matches(sql, filter.search) : sql`true`}
	`;
	const [customers, [count]] = await Promise.all([
		sql<CustomerRow[]>`
			with page as (
				select c.id, c.name, c.email, c.phone, c.address
				from customer c
				where ${matching}
				order by ${inOrder(sql, filter)}
				limit ${filter.pageSize}
				offset ${(filter.page - 1) * filter.pageSize}
			)
			select c.*, b.upcoming, b.bookings, b.latest, trouble.kind as trouble
			from page c
			left join address_trouble trouble on trouble.email = lower(c.email)
			cross join lateral (
				select
					count(*) filter (where status = 'confirmed' and starts_at > reslot_clock()) as upcoming,
					count(*) as bookings,
					max(starts_at) as latest
				from booking
				where customer_id = c.id
			) b
			order by ${inOrder(sql, filter)}
		`,
		sql<{ total: number }[]>`
			select count(*) as total
			from customer c
			where ${matching}
		`
	]);
	return { customers, total: count?.total ?? 0 };
}

/** The first few customers whose name, address or phone has these words, by name. */
export async function suggestCustomers(
	sql: Queryable,
	words: string,
	most: number
): Promise<CustomerRow[]> {
	if (!words.trim()) return [];
	return (await listCustomers(sql, { search: words, page: 1, pageSize: most })).customers;
}

function inOrder(sql: Queryable, { order = 'name', descending = false }: CustomerFilter) {
	const way = descending ? sql`desc` : sql`asc`;
	if (order === 'name') return sql`lower(c.name) ${way}, c.id ${way}`;
	const latest = sql`(select max(starts_at) from booking where customer_id = c.id)`;
	return sql`${latest} ${way} nulls last, c.id ${way}`;
}

const matches = (sql: Queryable, typed: string) =>
	sql`c.name || ' ' || c.email || ' ' || c.phone ilike ${readSearch(typed).words}`;
