import { recordAct, type By } from '../audit/record.ts';
import type { Queryable, Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { findAccount, lockAsking } from './account.ts';
import { NOT_ALLOWED, NOT_FOUND } from './refusals.ts';
import type { NotAllowed, NotFound } from './refusals.ts';
import type { Device } from './session.ts';

/** Somewhere that somebody is signed in. `key` names it and opens nothing; instants. */
export type OpenSession = Device & { key: string; createdAt: number; lastSeenAt: number };

/** Where somebody is signed in, the most recently used first. */
export async function listSessions(sql: Queryable, staffId: number): Promise<OpenSession[]> {
	return sql<OpenSession[]>`
		select
			id as key,
			user_agent as "userAgent",
			network_address as "networkAddress",
			created_at as "createdAt",
			last_seen_at as "lastSeenAt"
		from staff_session
		where staff_id = ${staffId}
			and expires_at > reslot_clock()
		order by last_seen_at desc, id
	`;
}

type Revoked = { result: 'revoked'; sessions: number } | NotAllowed | NotFound;

/**
 * Signs somebody out: of the one session `key`, or of all but `except`. One's own sessions are one's
 * own affair; those of others are an owner's.
 */
export async function revokeSessions(
	sql: Sql,
	by: By,
	which: { staffId: number } & ({ key: string } | { except: string })
): Promise<Revoked> {
	return transaction<Revoked>(sql, async (tx) => {
		const asking = await lockAsking(tx, by);
		if (!asking || (which.staffId !== by.id && asking !== 'owner')) return NOT_ALLOWED;
		const account = await findAccount(tx, which.staffId);
		if (!account) return NOT_FOUND;
		const ended = await tx`
			delete from staff_session
			where staff_id = ${which.staffId}
				and ${'key' in which ? tx`id = ${which.key}` : tx`id <> ${which.except}`}
		`;
		if (ended.count > 0) {
			const { name } = account;
			const told = { sessions: ended.count };
			await recordAct(tx, by, { action: 'session.revoked', subject: name, new: told });
		}
		return { result: 'revoked', sessions: ended.count };
	});
}
