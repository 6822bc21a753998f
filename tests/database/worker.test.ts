import { afterAll, expect, test } from 'vitest';
import { startWorker } from '../../src/lib/server/jobs/worker.ts';
import { testDatabase } from '../support/database.ts';
import { workerParts } from '../support/worker-parts.ts';

const { sql, url } = await testDatabase();
const ran: string[] = [];
const parts = workerParts({ sql, url });
const worker = await startWorker({
	...parts,
	tasks: {
		note: {
			run: async (payload) => void ran.push((payload as { word: string }).word),
			limit: 1_000
		},
		hang: { run: () => new Promise(() => {}), limit: 50 }
	}
});
afterAll(() => worker.stop());

test('runs a job when its transaction commits, and not before', async () => {
	await sql.begin(async (tx) => {
		await tx`select graphile_worker.add_job('note', '{"word": "committed"}')`;
		expect(ran).toEqual([]);
	});
	await expect.poll(() => ran).toEqual(['committed']);
});

test('a job that hangs fails at its deadline and is tried again later', async () => {
	await sql`select graphile_worker.add_job('hang')`;
	const job = async () => {
		const [row] = await sql<{ last_error: string | null }[]>`
			select last_error
			from graphile_worker.jobs
			where task_identifier = 'hang'
				and attempts < max_attempts
				and locked_at is null
		`;
		return row;
	};
	await expect.poll(job).toEqual({ last_error: 'the job hang was not done within 50 ms' });
	expect(await parts.metrics.registry.metrics()).toMatch(
		/reslot_job_seconds_count\{task="hang",outcome="failed"\} [1-9]/
	);
});

test('a worker that is stopped leaves no job locked, and none that was done to be done again', async () => {
	const own = await testDatabase();
	await own.sql`
		select graphile_worker.add_job('count', json_build_object('n', n))
		from generate_series(1, 40) n
	`;
	const done: number[] = [];
	const run = async (payload: unknown) => void done.push((payload as { n: number }).n);
	const stopped = await startWorker({
		...workerParts(own),
		tasks: { count: { run, limit: 1_000 } }
	});
	await expect.poll(() => done.length, { interval: 1 }).toBeGreaterThan(5);
	await stopped.stop();
	const left = await own.sql<{ n: number; locked: boolean }[]>`
		select (payload ->> 'n')::int as n, locked_by is not null as locked
		from graphile_worker._private_jobs
	`;
	expect(left.filter((job) => job.locked || done.includes(job.n))).toEqual([]);
	expect(left).toHaveLength(40 - done.length);
});
