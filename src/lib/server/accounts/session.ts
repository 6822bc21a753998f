import { Lucia, TimeSpan } from 'lucia';
import type { Queryable } from '../database/connection.ts';
import { sessionStore } from './session-store.ts';
import { runsBackOffice, type Role, type Staff } from './staff.ts';

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof lucia>;
		UserId: number;
		DatabaseUserAttributes: Omit<Staff, 'id'>;
	}
}

/** A signed-in person's session. `secret` is what the cookie holds; `expiresAt` is an instant. */
export type Session = { secret: string; expiresAt: number };

function lucia(sql: Queryable) {
	return new Lucia(sessionStore(sql), {
		sessionExpiresIn: new TimeSpan(14, 'd'),
		getUserAttributes: ({ name, email, role }: { name: string; email: string; role: Role }) => ({
			name,
			email,
			role
		})
	});
}

/** Begins a session, and clears away the expired ones of everybody. */
export async function beginSession(sql: Queryable, staffId: number): Promise<Session> {
	const sessions = lucia(sql);
	await sessions.deleteExpiredSessions();
	const { id, expiresAt } = await sessions.createSession(staffId, {});
	return { secret: id, expiresAt: expiresAt.getTime() };
}

/**
 * Who a cookie belongs to; null when it is wrong or expired. Past half of its 14 days a session
 * is given 14 more: `extended` then says that the cookie must be set again.
 */
export async function readSession(
	sql: Queryable,
	secret: string
): Promise<{ staff: Staff; session: Session; extended: boolean } | null> {
	const { user, session } = await lucia(sql).validateSession(secret);
	if (!user) return null;
	return {
		staff: { id: user.id, name: user.name, email: user.email, role: user.role },
		session: { secret, expiresAt: session.expiresAt.getTime() },
		extended: session.fresh
	};
}

/** Which of these sessions (by their keys) still let somebody into the back office. */
export async function findOpenSessions(sql: Queryable, keys: readonly string[]): Promise<string[]> {
	const sessions = await sql<{ id: string; role: Role }[]>`
		select s.id, staff.role
		from staff_session s
		join staff on staff.id = s.staff_id
		where s.id = any(${keys as string[]})
			and s.expires_at > reslot_clock()
	`;
	return sessions.filter(({ role }) => runsBackOffice(role)).map(({ id }) => id);
}

/** Ends one session. Ending one that is not there is fine. */
export async function signOut(sql: Queryable, secret: string): Promise<void> {
	await lucia(sql).invalidateSession(secret);
}
