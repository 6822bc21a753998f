import type { Sql } from '../../src/lib/server/database/connection.ts';
import { eventually } from './eventually.ts';

/** Until somebody waits in this database for a lock of that kind. */
export const waitsFor = (sql: Sql, what: 'advisory' | 'row') =>
	eventually(
		() => sql<{ locktype: string }[]>`
			select locktype
			from pg_locks
			join pg_database on pg_database.oid = pg_locks.database
			where not granted
				and datname = current_database()
			union all
			-- Whoever waits for a row waits for the transaction that has it, of no database.
			select locktype
			from pg_locks
			join pg_stat_activity activity using (pid)
			where not granted
				and locktype = 'transactionid'
				and datname = current_database()
		`,
		(waiting) => waiting.some(({ locktype }) => (locktype === 'advisory') === (what === 'advisory'))
	);

/** Until somebody, or so many, wait in this database for a lock of any kind. */
export const someoneWaits = (sql: Sql, many = 1) =>
	eventually(
		() => sql`
			select from pg_stat_activity
			where datname = current_database() and wait_event_type = 'Lock'
		`,
		({ count }) => count >= many
	);
