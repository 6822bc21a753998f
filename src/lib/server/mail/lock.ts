import type { Sql } from '../database/connection.ts';
import { lockKey } from '../database/session-lock.ts';

/**
 * Runs `work` while nobody else, in any process, sends a mail about the same subject (`booking 7`,
 * `staff 3`, `proof 9`): two workers never hand over the same mail at once, and a booking's mails leave in the
 * order of its versions. The
 * lock is advisory and a transaction's that does nothing else: no row is locked and no snapshot
 * kept while Mailgun is talked to, and it is gone the moment this process or its connection is.
 * Work that has begun goes on without it, and its outcome counts.
 * @throws when another holds it for longer than Postgres lets us wait (the job is then tried again)
 */
export async function whileSending<T>(
	sql: Sql,
	subject: string,
	work: () => Promise<T>
): Promise<T> {
	const key = lockKey(sql, `mail of ${subject}`);
	let begun: Promise<T> | undefined;
	try {
		await sql.begin(async (tx) => {
			// Mailgun may take longer than a transaction that was forgotten.
			await tx`select set_config('idle_in_transaction_session_timeout', '0', true)`;
			await tx`select pg_advisory_xact_lock(${key})`;
			begun = work();
			await begun;
		});
	} catch (thrown) {
		if (!begun) throw thrown;
	}
	return begun as Promise<T>;
}
