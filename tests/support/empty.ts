import type { Sql } from '../../src/lib/server/database/connection.ts';

/** Empties every table of ours and the job queue, so that each test of a file starts alike. */
export async function emptyDatabase(sql: Sql): Promise<void> {
	await sql`
		truncate
			business,
			flags,
			service,
			fieldworker,
			working_hours,
			hours_exception,
			customer,
			staff
		restart identity
		cascade
	`;
	await sql`delete from graphile_worker._private_jobs`;
}
