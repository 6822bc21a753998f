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
	const admin = connect(server, { max: 1 });
	await admin`create database ${admin(name)} template ${admin(TEMPLATE)}`;
	const url = databaseUrl(server, name);
	const sql = connect(url);
	afterAll(async () => {
		await sql.end({ timeout: 2 });
		await admin`drop database ${admin(name)} with (force)`;
		await admin.end();
	});
	return { sql, url };
}
