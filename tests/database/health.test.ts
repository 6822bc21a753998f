import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createClosers } from '../../src/lib/server/closers.ts';
import { connect } from '../../src/lib/server/database/connection.ts';
import { databaseChecks, readiness } from '../../src/lib/server/health.ts';
import { createMetrics } from '../../src/lib/server/metrics.ts';
import { testDatabase } from '../support/database.ts';

const { sql } = await testDatabase();
const log = pino({ level: 'silent' });

test('is ready when the database answers and has all migrations', async () => {
	const closers = createClosers(log);
	await expect
		.poll(() => readiness({ checks: databaseChecks(sql, 1), closers, log }))
		.toEqual({
			ready: true,
			checks: { database: 'ok', migrations: 'ok' }
		});
});

test('is not ready while a migration is missing', async () => {
	const closers = createClosers(log);
	await expect
		.poll(() => readiness({ checks: databaseChecks(sql, 9999), closers, log }))
		.toEqual({
			ready: false,
			checks: { database: 'ok', migrations: 'failing' }
		});
});

test('is not ready without a database', async () => {
	const closers = createClosers(log);
	const nowhere = connect('postgres://nobody@127.0.0.1:1/none', { max: 1 });
	expect(await readiness({ checks: databaseChecks(nowhere, 1), closers, log })).toEqual({
		ready: false,
		checks: { database: 'failing', migrations: 'failing' }
	});
	await nowhere.end({ timeout: 0 });
});

test('is not ready once the end has begun', async () => {
	const closers = createClosers(log);
	await closers.closeAll();
	expect(await readiness({ checks: [], closers, log })).toEqual({ ready: false, checks: {} });
});

test('the metrics tell how many jobs are due', async () => {
	await sql`select graphile_worker.add_job('nobody_does_this')`;
	const text = await createMetrics(sql).registry.metrics();
	expect(text).toContain('reslot_jobs_due 1');
	expect(text).toContain('process_cpu_user_seconds_total');
});
