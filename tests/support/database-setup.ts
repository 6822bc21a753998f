import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/lib/server/database/connection.ts';
import { startEmbeddedPostgres } from '../../src/lib/server/database/embedded.ts';
import { migrate } from '../../src/lib/server/database/migrate.ts';
import { migrateJobs } from '../../src/lib/server/jobs/schema.ts';
import { databaseUrl, TEMPLATE } from './database-url.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The `postgres` database of the run's throw-away server. */
		postgresUrl: string;
	}
}

const migrations = fileURLToPath(new URL('../../sql', import.meta.url));

/** Starts one server for the run, with a migrated template that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const postgres = await startEmbeddedPostgres({ ephemeral: true });
	const admin = connect(postgres.url, { max: 1 });
	await admin`create database ${admin(TEMPLATE)}`;
	await admin.end();

	const url = databaseUrl(postgres.url, TEMPLATE);
	const template = connect(url, { max: 1 });
	await migrate(template, migrations);
	await template.end();
	await migrateJobs(url);

	project.provide('postgresUrl', postgres.url);
	return postgres.stop;
}
