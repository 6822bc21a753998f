import type { By } from '../audit/record.ts';
import type { Queryable, Transaction } from '../database/connection.ts';
import { LAST_OWNER, NOT_ALLOWED, NOT_FOUND } from './refusals.ts';
import type { LastOwner, NotAllowed, NotFound } from './refusals.ts';
import { mayManage, type Role } from './staff.ts';

/** An account as those who look after it see it. */
export type Account = {
	id: number;
	name: string;
	email: string;
	role: Role;
	fieldworker: { id: number; name: string } | null;
	/** `invited`: they have not chosen a password yet. */
	state: 'invited' | 'active' | 'inactive';
	/** When they last used the back office, by the sessions that they have now; an instant. */
	lastSeenAt: number | null;
	sessions: number;
	/** Whether they are told by email of what customers do. */
	bookingNotices: boolean;
};

const columns = (sql: Queryable) => sql`
	staff.id,
	staff.name,
	staff.email,
	staff.role,
	case
		when fieldworker.id is null then null
		else json_build_object('id', fieldworker.id, 'name', fieldworker.name)
	end as fieldworker,
	case
		when not staff.active then 'inactive'
		when staff.password_hash is null then 'invited'
		else 'active'
	end as state,
	(
		select max(last_seen_at) from staff_session where staff_id = staff.id
	) as "lastSeenAt",
	(
		select count(*)
		from staff_session
		where staff_id = staff.id
			and expires_at > reslot_clock()
	) as sessions,
	staff.booking_notices as "bookingNotices"
`;

/** Every account: owners first, those that were closed last. */
export async function listAccounts(sql: Queryable): Promise<Account[]> {
	return sql<Account[]>`
		select ${columns(sql)}
		from staff
		left join fieldworker on fieldworker.id = staff.fieldworker_id
		order by
			staff.active desc,
			array_position(array['owner', 'admin', 'fieldworker'], staff.role),
			lower(staff.name),
			staff.id
	`;
}

/** One account, or null. */
export async function findAccount(sql: Queryable, staffId: number): Promise<Account | null> {
	const [account] = await sql<Account[]>`
		select ${columns(sql)}
		from staff
		left join fieldworker on fieldworker.id = staff.fieldworker_id
		where staff.id = ${staffId}
	`;
	return account ?? null;
}

/**
 * Locks an account for a change, and with it that of who asks and those of all owners, always in
 * the same order: of two owners who close each other's account at once, the second finds themself
 * the last. `asking` is what whoever asks may do now, which their request need not know yet.
 */
export async function lockAccount(
	tx: Transaction,
	by: By,
	staffId: number
): Promise<{ result: 'locked'; account: Account; asking: Role } | NotFound | NotAllowed> {
	await tx`
		select id
		from staff
		where id = any(${[staffId, by.id]}::integer[])
			or (role = 'owner' and active)
		order by id
		for update
	`;
	const [asking, account] = [await lockAsking(tx, by), await findAccount(tx, staffId)];
	if (!account) return NOT_FOUND;
	if (!asking || !mayManage(asking, account.role)) return NOT_ALLOWED;
	return { result: 'locked', account, asking };
}

/**
 * The role of who asks, as it is now and stays until the transaction ends; null when their account
 * is closed. It may have changed since their request came in.
 */
export async function lockAsking(tx: Transaction, by: By): Promise<Role | null> {
	const [asking] = await tx<{ role: Role }[]>`
		select role
		from staff
		where id = ${by.id}
			and active
		for update
	`;
	return asking?.role ?? null;
}

/**
 * Whether an account is that of the only owner who can sign in. Call it with the accounts locked.
 */
export async function lastOwner(tx: Transaction, account: Account): Promise<LastOwner | null> {
	if (account.role !== 'owner' || account.state !== 'active') return null;
	const [other] = await tx`
		select
		from staff
		where role = 'owner'
			and active
			and password_hash is not null
			and id <> ${account.id}
		limit 1
	`;
	return other ? null : LAST_OWNER;
}
