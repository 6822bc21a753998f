import { Lucia, TimeSpan } from 'lucia';
import type { Queryable } from '../database/connection.ts';
import { sessionKey, sessionStore } from './session-store.ts';
import { scopeOf, type Scope, type Staff } from './staff.ts';

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof lucia>;
		UserId: number;
		DatabaseUserAttributes: Omit<Staff, 'id'>;
		DatabaseSessionAttributes: Device & { unseen: boolean };
	}
}

/** A signed-in person's session. `secret` is what the cookie holds; `expiresAt` is an instant. */
export type Session = { secret: string; expiresAt: number };

/** What a session is used with: what the browser calls itself, and where it connects from. */
export type Device = { userAgent: string; networkAddress: string };

const UNKNOWN: Device = { userAgent: '', networkAddress: '' };
/** What a browser calls itself is kept up to here. */
const LONGEST = 400;

function lucia(sql: Queryable) {
	return new Lucia(sessionStore(sql), {
		sessionExpiresIn: new TimeSpan(14, 'd'),
		getUserAttributes: ({ name, email, role, fieldworkerId }: Omit<Staff, 'id'>) => ({
			name,
			email,
			role,
			fieldworkerId
		}),
		getSessionAttributes: ({ unseen }) => ({ unseen })
	});
}

/** Begins a session, and clears away the expired ones of everybody. */
export async function beginSession(
	sql: Queryable,
	staffId: number,
	{ userAgent, networkAddress } = UNKNOWN
): Promise<Session> {
	const sessions = lucia(sql);
	await sessions.deleteExpiredSessions();
	const { id, expiresAt } = await sessions.createSession(staffId, {
		// A header may hold bytes that no text can.
		userAgent: userAgent.replaceAll('\0', '').slice(0, LONGEST).toWellFormed(),
		networkAddress: networkAddress.replaceAll('\0', '').slice(0, LONGEST),
		unseen: false
	});
	return { secret: id, expiresAt: expiresAt.getTime() };
}

/**
 * Who a cookie belongs to; null when it is wrong or expired, or they have left. Past half of its 14
 * days a session is given 14 more: `extended` then says that the cookie must be set again. That it
 * was used is written down once a minute at most.
 */
export async function readSession(
	sql: Queryable,
	secret: string
): Promise<{ staff: Staff; session: Session; extended: boolean } | null> {
	const { user, session } = await lucia(sql).validateSession(secret);
	if (!user) return null;
	if (session.unseen) {
		await sql`
			update staff_session
			set last_seen_at = reslot_clock()
			where id = ${sessionKey(secret)}
		`;
	}
	return {
		staff: {
			id: user.id,
			name: user.name,
			email: user.email,
			role: user.role,
			fieldworkerId: user.fieldworkerId
		},
		session: { secret, expiresAt: session.expiresAt.getTime() },
		extended: session.fresh
	};
}

/** Which of these sessions (by their keys) are somebody's now, and what each of them may see. */
export async function findOpenSessions(
	sql: Queryable,
	keys: readonly string[]
): Promise<{ key: string; scope: Scope }[]> {
	const sessions = await sql<({ key: string } & Pick<Staff, 'role' | 'fieldworkerId'>)[]>`
		select s.id as key, staff.role, staff.fieldworker_id as "fieldworkerId"
		from staff_session s
		join staff on staff.id = s.staff_id
		where s.id = any(${keys as string[]})
			and s.expires_at > reslot_clock()
			and staff.active
	`;
	return sessions.map(({ key, ...staff }) => ({ key, scope: scopeOf(staff) }));
}

/** Ends one session. Ending one that is not there is fine. */
export async function signOut(sql: Queryable, secret: string): Promise<void> {
	await lucia(sql).invalidateSession(secret);
}
