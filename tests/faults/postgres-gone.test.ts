import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { connect } from '../../src/lib/server/database/connection.ts';
import { startEmbeddedPostgres } from '../../src/lib/server/database/embedded.ts';
import { migrateJobs } from '../../src/lib/server/jobs/schema.ts';
import { startWorker } from '../../src/lib/server/jobs/worker.ts';
import { testDatabase } from '../support/database.ts';
import { workerParts } from '../support/worker-parts.ts';

const KILLS = 6;
const program = fileURLToPath(new URL('./programs/write-under-load.ts', import.meta.url));
const { sql, url } = await testDatabase();

/** The number of the server's first process. */
async function postmaster(directory: string): Promise<number> {
	const pidFile = await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8');
	return Number(pidFile.split('\n')[0]);
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
		let out = '';
		let err = '';
		child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
		const exit = once(child, 'exit');
		await once(child.stdout, 'data');

		for (let kill = 0; kill < KILLS; kill++) {
			await sleep(400);
			process.kill(await postmaster(directory), 'SIGKILL');
			// The embedded server starts again by itself.
			await expect.poll(() => own`select 1`.catch(() => []), { timeout: 20_000 }).toHaveLength(1);
		}
		await sleep(400);
		child.stdin.write('stop\n');
		expect(await exit, err).toEqual([0, null]);

		const { acknowledged, refused } = JSON.parse(out.slice(out.indexOf('{'))) as {
			acknowledged: number[];
			refused: number;
		};
		expect(refused).toBeGreaterThan(0);
		expect(acknowledged.length).toBeGreaterThan(100);
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
});

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
		process.kill(await postmaster(directory), 'SIGKILL');
		const add = () =>
			own`select graphile_worker.add_job('note', '{"after": true}', job_key => 'one')`;
		await expect.poll(() => add().catch(() => []), { timeout: 20_000 }).toHaveLength(1);
		await expect.poll(() => ran, { timeout: 20_000 }).toEqual([{ after: true }]);
	} finally {
		await worker.stop();
		await own.end({ timeout: 1 });
		await postgres.stop();
		await rm(folder, { recursive: true, force: true });
	}
});

test('what a transaction says after its connection broke reaches no other connection', async () => {
	await sql`create table stray (id int)`;
	const pool = connect(url, { max: 1, backoff: () => 0 });
	const finished = Promise.withResolvers<void>();
	const work = pool.begin(async (tx) => {
		const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
		await sql`select pg_terminate_backend(${own?.pid ?? 0})`;
		// The pool has replaced the connection by the time the transaction goes on.
		await expect.poll(() => pool`select 1`.catch(() => [])).toHaveLength(1);
		const late = [tx`insert into stray (id) values (1)`, tx`insert into stray (id) values (2)`];
		await Promise.allSettled(late);
		finished.resolve();
	});
	await expect(work).rejects.toThrow();
	await finished.promise;
	expect(await sql`select id from stray`).toEqual([]);
	await pool.end();
});

test('a connection that breaks while it is being set up is no error of its own', async () => {
	const target = new URL(url);
	let broken = 0;
	const proxy = createServer((client) => {
		const server = createConnection(Number(target.port), target.hostname);
		client.on('data', (bytes) => {
			// The first thing that postgres.js asks on a new connection.
			if (bytes.includes('pg_catalog.pg_type') && broken++ === 0) client.resetAndDestroy();
			else server.write(bytes);
		});
		server.on('data', (bytes) => client.write(bytes));
		for (const socket of [client, server]) socket.on('error', () => {});
		client.on('close', () => server.destroy());
	});
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	const through = new URL(url);
	through.port = String((proxy.address() as AddressInfo).port);

	// Vitest fails the run on a rejection that nobody handles; in the application it ends the process.
	const pool = connect(through.href, { max: 1, backoff: () => 0 });
	await pool`select 1`.catch(() => {});
	expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
	expect(broken).toBeGreaterThan(0);
	await pool.end();
	proxy.close();
});
