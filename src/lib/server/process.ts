import { join } from 'node:path';
import type { Closers } from './closers.ts';
import type { Config } from './config.ts';
import { connect } from './database/connection.ts';
import type { Sql } from './database/connection.ts';
import { startEmbeddedPostgres } from './database/embedded.ts';
import { exclusively } from './database/embedded/mutex.ts';
import { migrate, readMigrations } from './database/migrate.ts';
import { databaseChecks } from './health.ts';
import { migrateJobs } from './jobs/schema.ts';
import { tasks } from './jobs/tasks.ts';
import { startWorker } from './jobs/worker.ts';
import { safeText } from './log.ts';
import type { Logger } from './log.ts';
import { createMetrics } from './metrics.ts';
import { addPlanning } from './reminders/plan-all.ts';
import { setRuntime } from './runtime.ts';
import type { Runtime } from './runtime.ts';
import { StartFault } from './start-fault.ts';

/** The oldest Postgres that we know to work. */
const OLDEST = 150_000;

async function checkDatabase(sql: Sql): Promise<void> {
	let version: number;
	try {
		const [row] = await sql<{ version: number }[]>`
			select current_setting('server_version_num')::int as version
		`;
		version = row?.version ?? 0;
	} catch (thrown) {
		const { message } = thrown as Error;
		throw new StartFault(`The database at DATABASE_URL does not answer: ${safeText(message)}`);
	}
	if (version < OLDEST) {
		throw new StartFault(
			`DATABASE_URL is a Postgres ${Math.floor(version / 10_000)}; Reslot needs 15 or newer.`
		);
	}
}

/** The embedded server's address; it is on the list of what to stop before it has even started. */
async function embeddedUrl(root: string, closers: Closers): Promise<string> {
	const starting = startEmbeddedPostgres({ directory: join(root, '.data', 'postgres') });
	let stopped: Promise<void> | undefined;
	const close = async () => {
		const server = await starting.catch(() => null);
		await (stopped ??= server?.stop());
	};
	closers.add({ name: 'the embedded Postgres', close, limit: 25_000, vital: true });
	return (await starting).url;
}

/**
 * Opens what every role stands on (database, schema, queue) and makes it this process's runtime.
 * Migrations run here, so that a new version needs no further step.
 * @param root the project's folder
 * @throws StartFault
 */
export async function startRuntime(parts: {
	config: Config;
	log: Logger;
	closers: Closers;
	root: string;
}): Promise<Runtime> {
	const { config, log, closers, root } = parts;
	const databaseUrl = config.databaseUrl ?? (await embeddedUrl(root, closers));
	const sql = connect(databaseUrl);
	closers.add({ name: 'the database pool', close: () => sql.end({ timeout: 4 }), limit: 5_000 });
	await checkDatabase(sql);

	const migrations = join(root, 'sql');
	const applied = await migrate(sql, migrations);
	if (applied.length > 0) log.info({ applied }, 'migrated the database');
	await migrateJobs(databaseUrl);
	if (!config.databaseUrl) await seedWhenEmpty(sql, databaseUrl, { root, origin: config.origin });

	const files = await readMigrations(migrations);
	const checks = databaseChecks(sql, files.length);
	const metrics = createMetrics(sql);
	const runtime = { config, databaseUrl, sql, log, metrics, checks, closers };
	setRuntime(runtime);
	return runtime;
}

/** Demo data is for the embedded database alone: it has a sign-in that everybody knows. */
async function seedWhenEmpty(
	sql: Sql,
	url: string,
	{ root, origin }: { root: string; origin: string }
): Promise<void> {
	const { isEmpty, seedDemo } = await import('./database/demo/seed.ts');
	// Two processes may start at once, and the second must not take the first one's for remains.
	await exclusively(join(root, '.data', 'demo'), async () => {
		if (await isEmpty(sql)) await seedDemo(url, origin);
	});
}

/** Starts this process's worker. Bookings from before there were reminders get theirs. */
export async function startProcessWorker(runtime: Runtime): Promise<void> {
	await addPlanning(runtime.sql);
	const worker = await startWorker({ ...runtime, tasks });
	runtime.closers.add({ name: 'the worker', close: worker.stop, limit: 8_000 });
}
