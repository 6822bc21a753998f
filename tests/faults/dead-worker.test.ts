import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { releaseOrphans } from '../../src/lib/server/jobs/orphans.ts';
import { startWorker } from '../../src/lib/server/jobs/worker.ts';
import { testDatabase } from '../support/database.ts';
import { workerParts } from '../support/worker-parts.ts';

const program = fileURLToPath(new URL('./programs/hold-a-job.ts', import.meta.url));
const { sql, url } = await testDatabase();

test('the job of a killed worker is run by another that starts, that of a live one is left alone', async () => {
	await sql`select graphile_worker.add_job('held', '{"n": 1}')`;
	const child = spawn(process.execPath, [program, url], { stdio: ['ignore', 'pipe', 'inherit'] });
	await once(child.stdout, 'data');
	expect(await releaseOrphans(sql)).toEqual([]);

	child.kill('SIGKILL');
	await once(child, 'exit');
	// Postgres takes a moment to notice, and the next look for dead workers is a minute away.
	const locks = () => sql`
		select
		from pg_stat_activity
		where datname = current_database()
			and application_name = 'reslot lock'
	`;
	await expect.poll(locks).toHaveLength(0);
	const ran: unknown[] = [];
	const run = async (payload: unknown) => void ran.push(payload);
	const worker = await startWorker({
		...workerParts({ sql, url }),
		tasks: { held: { run, limit: 1_000 } }
	});
	await expect.poll(() => ran, { timeout: 45_000 }).toEqual([{ n: 1 }]);
	await worker.stop();
	expect(await sql`select id from graphile_worker.jobs`).toEqual([]);
}, 120_000);
