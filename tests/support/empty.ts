import postgres from 'postgres';
import type { Sql } from '../../src/lib/server/database/connection.ts';

const TRIES = 5;
/** A deadlock, and a lock that did not come in time. */
const GAVE_WAY = new Set(['40P01', '55P03']);

/**
 * Empties every table of ours and the job queue, so that each test of a file starts alike. It locks
 * them all, which a server that still tidies up after the test before may cross: then again.
 */
export async function emptyDatabase(sql: Sql, tries = TRIES): Promise<void> {
	try {
		await empty(sql);
	} catch (thrown) {
		const again = thrown instanceof postgres.PostgresError && GAVE_WAY.has(thrown.code);
		if (!again || tries === 1) throw thrown;
		await emptyDatabase(sql, tries - 1);
	}
}

/**
 * Like `truncate … restart identity cascade`, which makes new files for every table and index and so
 * takes many times as long as to delete the few rows of a test. As there, nobody writes meanwhile, no
 * trigger runs, and no reference is in the way.
 */
async function empty(sql: Sql): Promise<void> {
	await sql`
		do $$
		declare
			one text;
			tables text[] := array(
				select relname::text
				from pg_class
				where relnamespace = 'public'::regnamespace
					and relkind = 'r'
					and relname not in ('migration', 'setup_code')
				order by relname
			);
		begin
			execute 'lock table ' || array_to_string(tables, ', ');
			set local session_replication_role = replica;
			foreach one in array tables loop
				execute 'delete from ' || one;
			end loop;
			perform setval(seqrelid, seqstart, false)
			from pg_sequence
			join pg_class on pg_class.oid = seqrelid
			where relnamespace = 'public'::regnamespace
				and pg_sequence_last_value(seqrelid) is not null;
		end
		$$
	`;
	await sql`delete from graphile_worker._private_jobs`;
}
