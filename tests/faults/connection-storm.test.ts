import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { connect, type Queryable } from '../../src/lib/server/database/connection.ts';
import { transaction } from '../../src/lib/server/database/transaction.ts';
import { whileSending } from '../../src/lib/server/mail/lock.ts';
import { testDatabase } from '../support/database.ts';
import { startProxy } from '../support/proxy.ts';

const ASKERS = 16;
const CUTS = 300;
const { url } = await testDatabase();

test('whatever connections are cut, everybody gets the answer to their own question, and soon', async () => {
	const through = await startProxy(url);
	const pool = connect(through.url, { max: 6, backoff: () => 0 });
	const wrong: unknown[] = [];
	let [answered, next] = [0, 0];
	let over = false;

	const ask = async (where: Queryable = pool) => {
		const asked = next++;
		const rows = await where<{ number: number }[]>`select ${asked}::int as number`;
		answered++;
		if (rows.length !== 1 || rows[0]?.number !== asked) wrong.push({ asked, rows });
	};
	const ways = [
		() => ask(),
		() =>
			transaction(pool, async (tx) => {
				await ask(tx);
				await ask(tx);
				await Promise.all([ask(tx), ask(tx), ask(tx)]);
			}),
		() => whileSending(pool, `booking ${next++}`, () => ask())
	];
	const goOn = async (way: () => Promise<void>) => {
		while (!over) await way().catch(() => sleep(1));
	};
	const asking = Array.from({ length: ASKERS }, (_, n) => goOn(ways[n % ways.length] ?? ask));

	for (let cut = 0; cut < CUTS; cut++) {
		const before = answered;
		const open = [...through.open];
		const socket = open[Math.floor(Math.random() * open.length)];
		if (cut % 2) socket?.resetAndDestroy();
		else socket?.destroy();
		await expect.poll(() => answered, { interval: 2 }).toBeGreaterThan(before + ASKERS);
	}
	over = true;
	await Promise.all(asking);
	expect(wrong).toEqual([]);
	await pool.end();
});
