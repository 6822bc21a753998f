import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { connect } from '../../src/lib/server/database/connection.ts';
import type { Sql } from '../../src/lib/server/database/connection.ts';
import { databaseUrl, TEMPLATE } from './database-url.ts';

/**
 * A database of the calling test file's own, migrated and empty; it is dropped after the file's
 * tests. Call it at the top level of a file: `const { sql } = await testDatabase();`
 */
export async function testDatabase(): Promise<{ sql: Sql; url: string }> {
	const server = inject('postgresUrl');
	const name = `test_${randomBytes(6).toString('hex')}`;
	const admin = connect(server, {
		max: 1,
		// Making and dropping a database wait for a checkpoint, at the mercy of the disk.
		connection: { statement_timeout: 0, lock_timeout: 0 }
	});
	await admin`create database ${admin(name)} template ${admin(TEMPLATE)}`;
	const url = databaseUrl(server, name);
	const sql = connect(url);
	afterAll(async () => {
		await sql.end({ timeout: 2 });
		// Left to itself Postgres waits some seconds for connections that are being closed. One that is
		// cut off then fails with nobody there to hear of it, which would fail the run.
		await admin`drop database ${admin(name)}`.catch(
			() => admin`drop database ${admin(name)} with (force)`
		);
		await admin.end();
	});
	return { sql, url };
}
