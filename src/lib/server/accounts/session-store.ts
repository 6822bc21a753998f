import { createHash } from 'node:crypto';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Queryable } from '../database/connection.ts';
import type { Role } from './staff.ts';

type SessionRow = {
	staffId: number;
	expiresAt: number;
	name: string;
	email: string;
	role: Role;
	fieldworkerId: number | null;
} & DeviceRow;

/** Where a session is used, and whether that was not written down for a while. */
type DeviceRow = { userAgent: string; networkAddress: string; unseen: boolean };

/** What is stored of a session's id, and tells sessions apart without opening them. */
export const sessionKey = (sessionId: string) =>
	createHash('sha256').update(sessionId).digest('hex');

/**
 * Where lucia keeps sessions. Only the SHA-256 of a session's id is stored, so a copy of the
 * table signs nobody in. Our client reads and writes instants as epoch milliseconds; lucia wants
 * Dates.
 */
export function sessionStore(sql: Queryable): Adapter {
	return {
		async getSessionAndUser(sessionId) {
			const [row] = await sql<SessionRow[]>`
				select
					staff_id as "staffId",
					expires_at as "expiresAt",
					name,
					email,
					role,
					fieldworker_id as "fieldworkerId",
					user_agent as "userAgent",
					network_address as "networkAddress",
					last_seen_at < reslot_clock() - interval '1 minute' as unseen
				from staff_session
				join staff on staff.id = staff_id
				where staff_session.id = ${sessionKey(sessionId)}
					and active
			`;
			if (!row) return [null, null];
			const { staffId, expiresAt, userAgent, networkAddress, unseen, ...attributes } = row;
			const session: DatabaseSession = {
				id: sessionId,
				userId: staffId,
				expiresAt: new Date(expiresAt),
				attributes: { userAgent, networkAddress, unseen }
			};
			const user: DatabaseUser = { id: staffId, attributes };
			return [session, user];
		},

		// The ids that come back are the stored hashes: they tell sessions apart and open none.
		async getUserSessions(staffId) {
			const rows = await sql<({ id: string; expiresAt: number } & DeviceRow)[]>`
				select
					id,
					expires_at as "expiresAt",
					user_agent as "userAgent",
					network_address as "networkAddress",
					last_seen_at < reslot_clock() - interval '1 minute' as unseen
				from staff_session
				where staff_id = ${staffId}
				order by expires_at desc
			`;
			return rows.map(({ id, expiresAt, ...attributes }) => ({
				id,
				userId: staffId,
				expiresAt: new Date(expiresAt),
				attributes
			}));
		},

		async setSession({ id, userId, expiresAt, attributes: { userAgent, networkAddress } }) {
			await sql`
				insert into staff_session (id, staff_id, expires_at, user_agent, network_address)
				values (
					${sessionKey(id)},
					${userId},
					${expiresAt.getTime()},
					${userAgent},
					${networkAddress}
				)
			`;
		},

		async updateSessionExpiration(sessionId, expiresAt) {
			await sql`
				update staff_session
				set expires_at = ${expiresAt.getTime()}
				where id = ${sessionKey(sessionId)}
			`;
		},

		async deleteSession(sessionId) {
			await sql`
				delete from staff_session
				where id = ${sessionKey(sessionId)}
			`;
		},

		async deleteUserSessions(staffId) {
			await sql`
				delete from staff_session
				where staff_id = ${staffId}
			`;
		},

		async deleteExpiredSessions() {
			await sql`
				delete from staff_session
				where expires_at <= ${Date.now()}
			`;
		}
	};
}
