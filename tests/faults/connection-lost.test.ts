import { expect, test } from 'vitest';
import { connect, type Transaction } from '../../src/lib/server/database/connection.ts';
import { startWorker } from '../../src/lib/server/jobs/worker.ts';
import { testDatabase } from '../support/database.ts';
import { startProxy } from '../support/proxy.ts';
import { workerParts } from '../support/worker-parts.ts';

const { sql, url } = await testDatabase();

/** The database by way of a proxy that breaks the first connection on which these words are sent. */
async function breaksOnce(words: string): Promise<{ url: string; broken(): boolean }> {
	let broken = false;
	const through = await startProxy(url, (client, bytes) => {
		if (broken || !bytes.includes(words)) return;
		broken = true;
		client.resetAndDestroy();
	});
	return { url: through.url, broken: () => broken };
}

test('what a transaction says after its connection broke reaches no other connection', async () => {
	await sql`create table stray (id int)`;
	const pool = connect(url, { max: 1, backoff: () => 0 });
	const goOn = async (tx: Transaction) => {
		const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
		await sql`select pg_terminate_backend(${own?.pid ?? 0})`;
		// The pool has replaced the connection by the time the transaction goes on.
		await expect.poll(() => pool`select 1`.catch(() => [])).toHaveLength(1);
		const late = [tx`insert into stray (id) values (1)`, tx`insert into stray (id) values (2)`];
		await Promise.allSettled(late);
	};
	let finished: Promise<void> | undefined;
	const work = pool.begin((tx) => (finished = goOn(tx)));
	await expect(work).rejects.toThrow();
	await finished;
	expect(await sql`select id from stray`).toEqual([]);
	await pool.end();
});

test('a connection that breaks while it is being set up is no error of its own', async () => {
	// The first thing that postgres.js asks on a new connection.
	const through = await breaksOnce('pg_catalog.pg_type');
	// Vitest fails the run on a rejection that nobody handles; in the application it ends the process.
	const pool = connect(through.url, { max: 1, backoff: () => 0 });
	await pool`select 1`.catch(() => {});
	expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
	expect(through.broken()).toBe(true);
	await pool.end();
});

test('after a connection broke in a transaction everybody gets the answer to their own question', async () => {
	const through = await breaksOnce('the one that is cut off');
	const pool = connect(through.url, { max: 1, backoff: () => 0 });
	const cutOff = pool.begin((tx) => tx`select 'the one that is cut off'`);
	await expect(cutOff).rejects.toThrow();
	expect(through.broken()).toBe(true);
	const numbers = [1, 2, 3, 4, 5];
	const ask = (number: number) => pool<{ number: number }[]>`select ${number}::int as number`;
	const answers = await Promise.all(numbers.map(ask));
	expect(answers.flat().map(({ number }) => number)).toEqual(numbers);
	const [row] = await pool.begin((tx) => tx<{ number: number }[]>`select ${6}::int as number`);
	expect(row).toEqual({ number: 6 });
	await pool.end();
});

test('a worker whose first look at the queue was cut off takes jobs all the same', async () => {
	const through = await breaksOnce('_private_tasks');
	const ran: unknown[] = [];
	const run = async (payload: unknown) => void ran.push(payload);
	const worker = await startWorker({
		...workerParts({ sql, url: through.url }),
		tasks: { note: { run, limit: 1_000 } }
	});
	try {
		await expect.poll(through.broken).toBe(true);
		await sql`select graphile_worker.add_job('note', '{"after": true}')`;
		await expect.poll(() => ran).toEqual([{ after: true }]);
	} finally {
		await worker.stop();
	}
});
