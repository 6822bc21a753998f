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

test('the job of a killed worker is run by another within seconds, that of a live one is left alone', async () => {
	await sql`select graphile_worker.add_job('held', '{"n": 1}')`;
	const child = spawn(process.execPath, [program, url], { stdio: ['ignore', 'pipe', 'inherit'] });
	await once(child.stdout, 'data');
	expect(await releaseOrphans(sql)).toEqual([]);

	child.kill('SIGKILL');
	await once(child, 'exit');
	const ran: unknown[] = [];
	const run = async (payload: unknown) => void ran.push(payload);
	const started = performance.now();
	const worker = await startWorker({
		...workerParts({ sql, url }),
		tasks: { held: { run, limit: 1_000 } }
	});
	await expect.poll(() => ran, { timeout: 15_000 }).toEqual([{ n: 1 }]);
	expect(performance.now() - started).toBeLessThan(10_000);
	await worker.stop();
	expect(await sql`select id from graphile_worker.jobs`).toEqual([]);
});
