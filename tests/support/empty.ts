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
		await truncate(sql);
	} catch (thrown) {
		const again = thrown instanceof postgres.PostgresError && GAVE_WAY.has(thrown.code);
		if (!again || tries === 1) throw thrown;
		await emptyDatabase(sql, tries - 1);
	}
}

async function truncate(sql: Sql): Promise<void> {
	await sql`
		truncate
			business,
			business_logo,
			flags,
			service,
			fieldworker,
			working_hours,
			hours_exception,
			customer,
			email_proof,
			staff,
			mail_settings,
			mail_template,
			address_trouble,
			webhook_token
		restart identity
		cascade
	`;
	await sql`delete from graphile_worker._private_jobs`;
}
