import type { Sql } from '../database/connection.ts';
import { lockKey } from '../database/session-lock.ts';

/**
 * Runs `work` while nobody else, in any process, sends a mail of this booking: two workers never
 * hand over the same mail at once, and a booking's mails leave in the order of its versions. The
 * lock is advisory and lives on a connection of its own, so no row is locked and no transaction is
 * open while Mailgun is talked to, and it is gone the moment this process or its connection is.
 * @throws when another holds it for longer than Postgres lets us wait (the job is then tried again)
 */
export async function whileSending<T>(
	sql: Sql,
	bookingId: number,
	work: () => Promise<T>
): Promise<T> {
	const key = lockKey(sql, `mail of booking ${bookingId}`);
	const connection = await sql.reserve();
	try {
		await connection`select pg_advisory_lock(${key})`;
		try {
			return await work();
		} finally {
			// Fails only where the connection is lost, and the lock with it.
			await connection`select pg_advisory_unlock(${key})`.catch(() => {});
		}
	} finally {
		connection.release();
	}
}
