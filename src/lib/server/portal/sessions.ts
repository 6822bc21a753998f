import type { Device } from '../accounts/session.ts';
import type { Queryable } from '../database/connection.ts';

/** Somewhere that a customer is signed in. `key` names it and opens nothing; instants. */
export type OpenCustomerSession = Device & { key: string; createdAt: number; lastSeenAt: number };

/** Where a customer is signed in, the most recently used first. */
export async function listCustomerSessions(
	sql: Queryable,
	customerId: number
): Promise<OpenCustomerSession[]> {
	return sql<OpenCustomerSession[]>`
		select
			id as key,
			user_agent as "userAgent",
			network_address as "networkAddress",
			created_at as "createdAt",
			last_seen_at as "lastSeenAt"
		from customer_session
		where customer_id = ${customerId}
			and expires_at > reslot_clock()
		order by last_seen_at desc, id
	`;
}

/** Signs a customer out everywhere, or everywhere but in the session `except`; answers of how many. */
export async function endCustomerSessions(
	sql: Queryable,
	customerId: number,
	{ except = '' }: { except?: string } = {}
): Promise<number> {
	const ended = await sql`
		delete from customer_session
		where customer_id = ${customerId}
			and id <> ${except}
	`;
	return ended.count;
}
