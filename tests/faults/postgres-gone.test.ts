import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { connect, type Sql } from '../../src/lib/server/database/connection.ts';
import { startEmbeddedPostgres } from '../../src/lib/server/database/embedded.ts';
import { migrateJobs } from '../../src/lib/server/jobs/schema.ts';
import { startWorker } from '../../src/lib/server/jobs/worker.ts';
import { workerParts } from '../support/worker-parts.ts';

const KILLS = 6;
/** Writes between two kills, so that each of them falls into the middle of some. */
const WRITES = 100;
const program = fileURLToPath(new URL('./programs/write-under-load.ts', import.meta.url));

/** The number of the server's first process. */
async function postmaster(directory: string): Promise<number> {
	const pidFile = await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8');
	return Number(pidFile.split('\n')[0]);
}

/**
 * Kills the server and waits until another has taken its place. Asking anything would not do: the
 * processes of a killed server go on answering until they notice that they are alone.
 */
async function replaced(directory: string, own: Sql): Promise<void> {
	const since = async () => {
		const [row] = await own<{ at: number }[]>`select pg_postmaster_start_time() as at`;
		return row?.at ?? 0;
	};
	const before = await since();
	process.kill(await postmaster(directory), 'SIGKILL');
	await expect.poll(() => since().catch(() => before)).toBeGreaterThan(before);
}

test('a Postgres that is killed under load loses nothing acknowledged and takes nobody with it', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'reslot-fault-'));
	await chmod(folder, 0o755);
	const directory = join(folder, '.data', 'postgres');
	const postgres = await startEmbeddedPostgres({ directory });
	const own = connect(postgres.url, { max: 1, backoff: () => 0.1 });
	try {
		await own`create table witness (id int, part int, primary key (id, part))`;
		const child = spawn(process.execPath, [program, postgres.url]);
		onTestFinished(() => void child.kill('SIGKILL'));
		let out = '';
		let err = '';
		child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
		const exit = once(child, 'close');
		await once(child.stdout, 'data');
		const written = async () => {
			const [row] = await own<{ rows: number }[]>`select count(*) as rows from witness`;
			return row?.rows ?? 0;
		};
		const writtenOn = async () => {
			const before = await written();
			await expect.poll(written).toBeGreaterThan(before + 2 * WRITES);
		};

		for (let kill = 0; kill < KILLS; kill++) {
			await writtenOn();
			// The embedded server starts again by itself.
			await replaced(directory, own);
		}
		await writtenOn();
		child.stdin.write('stop\n');
		expect(await exit, err).toEqual([0, null]);

		const { acknowledged, refused } = JSON.parse(out.slice(out.indexOf('{'))) as {
			acknowledged: number[];
			refused: number;
		};
		expect(refused).toBeGreaterThan(0);
		expect(acknowledged.length).toBeGreaterThan(KILLS * WRITES);
		const rows = await own<{ id: number; parts: number }[]>`
			select id, count(*) as parts
			from witness
			group by id
		`;
		const kept = new Map(rows.map((row) => [row.id, row.parts]));
		expect(acknowledged.filter((id) => kept.get(id) !== 2)).toEqual([]);
		expect(rows.filter((row) => row.parts !== 2)).toEqual([]);
	} finally {
		await own.end({ timeout: 1 });
		await postgres.stop();
		await rm(folder, { recursive: true, force: true });
	}
}, 300_000);

test('a worker goes on after Postgres was killed', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'reslot-fault-'));
	await chmod(folder, 0o755);
	const directory = join(folder, '.data', 'postgres');
	const postgres = await startEmbeddedPostgres({ directory });
	await migrateJobs(postgres.url);
	const own = connect(postgres.url, { max: 2, backoff: () => 0.1 });
	const ran: unknown[] = [];
	const run = async (payload: unknown) => void ran.push(payload);
	const worker = await startWorker({
		...workerParts({ sql: own, url: postgres.url }),
		tasks: { note: { run, limit: 1_000 } }
	});
	try {
		await replaced(directory, own);
		const add = () =>
			own`select graphile_worker.add_job('note', '{"after": true}', job_key => 'one')`;
		await expect.poll(() => add().catch(() => [])).toHaveLength(1);
		// The queue waits longer from try to try while a server that starts sends it away.
		await expect.poll(() => ran, { timeout: 40_000 }).toEqual([{ after: true }]);
	} finally {
		await worker.stop();
		await own.end({ timeout: 1 });
		await postgres.stop();
		await rm(folder, { recursive: true, force: true });
	}
}, 180_000);
