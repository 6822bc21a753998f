import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../src/lib/server/database/connection.ts';
import { startWorker } from '../../src/lib/server/jobs/worker.ts';
import { testDatabase } from '../support/database.ts';
import { workerParts } from '../support/worker-parts.ts';

const { sql, url } = await testDatabase();

/** The queue's connections that wait for a lock, and all of them. */
async function connections(): Promise<{ waiting: number; open: number }> {
	const [row] = await sql<{ waiting: number; open: number }[]>`
		select count(*) filter (where wait_event_type = 'Lock') as waiting, count(*) as open
		from pg_stat_activity
		where datname = current_database()
			and application_name = 'reslot worker'
	`;
	return row!;
}

test('a worker that is stopped while it starts again takes no more jobs', async () => {
	// What the test makes the queue's runner end by sets the exit code of the process as well.
	onTestFinished(() => void (process.exitCode = undefined));
	const ran: unknown[] = [];
	const run = async (payload: unknown) => void ran.push(payload);
	const worker = await startWorker({
		...workerParts({ sql, url }),
		tasks: { note: { run, limit: 1_000 } }
	});
	const inTheWay = connect(url, {
		max: 1,
		connection: { idle_in_transaction_session_timeout: 0 }
	});
	let stopped: Promise<void> | undefined;
	await inTheWay.begin(async (tx) => {
		// A runner that starts reads this first.
		await tx`lock table graphile_worker.migrations`;
		const startsAgain = async () => {
			await sql`select pg_notify('worker:migrate', '{"breaking": true}')`;
			return connections();
		};
		await expect.poll(startsAgain).toEqual({ waiting: 1, open: 1 });
		stopped = worker.stop();
	});
	await inTheWay.end();
	await stopped;
	await expect.poll(connections).toEqual({ waiting: 0, open: 0 });
	await sql`select graphile_worker.add_job('note')`;
	const left = await sql`select from graphile_worker.jobs where locked_at is null`;
	expect([ran, left.length]).toEqual([[], 1]);
});
