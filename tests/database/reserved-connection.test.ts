import { expect, test } from 'vitest';
import { connect } from '../../src/lib/server/database/connection.ts';
import { testDatabase } from '../support/database.ts';

const { sql, url } = await testDatabase();
await sql`create table deed (words text)`;

/** A reserved connection that broke, after which its pool has a new one. */
async function brokenReservation() {
	const pool = connect(url, { max: 1, backoff: () => 0 });
	const reserved = await pool.reserve();
	const [row] = await reserved<{ pid: number }[]>`select pg_backend_pid() as pid`;
	await sql`select pg_terminate_backend(${row?.pid ?? 0})`;
	await expect.poll(() => pool`select 1`.catch(() => [])).toHaveLength(1);
	return { pool, reserved };
}

test('letting go of a reserved connection that broke lets nobody into another’s transaction', async () => {
	const { pool, reserved } = await brokenReservation();
	let deed: Promise<unknown> = Promise.resolve();
	const undone = pool.begin(async (tx) => {
		await tx`select 1`;
		reserved.release();
		deed = pool`insert into deed (words) values ('acknowledged')`.execute();
		await tx`select 1`;
		throw new Error('undone');
	});
	await expect(undone).rejects.toThrow('undone');
	await deed;
	expect(await sql`select words from deed`).toEqual([{ words: 'acknowledged' }]);
	await pool.end();
});

test('what is asked of a reserved connection that broke fails, and reaches no other connection', async () => {
	const { pool, reserved } = await brokenReservation();
	await expect(reserved`insert into deed (words) values ('stray')`).rejects.toThrow();
	expect(await sql`select from deed where words = 'stray'`).toHaveLength(0);
	reserved.release();
	expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
	await pool.end();
});
