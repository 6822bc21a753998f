import { expect, it } from 'vitest';
import { connect, type Queryable } from '../../src/lib/server/database/connection.ts';
import { transaction } from '../../src/lib/server/database/transaction.ts';
import { DeadlineExceeded } from '../../src/lib/server/deadline.ts';
import { eventually } from '../support/eventually.ts';
import { testDatabase } from '../support/database.ts';

const { sql, url } = await testDatabase();
await sql`create table deed (what text)`;

const deeds = async () => (await sql`select what from deed`).map(({ what }) => what as string);

it('rolls everything back and answers with the value when the work says so', async () => {
	const answer = await transaction<string>(sql, async (tx, rollback) => {
		await tx`insert into deed values ('undone')`;
		return rollback('refused');
	});
	expect(answer).toBe('refused');
	expect(await deeds()).toEqual([]);
});

it('inside another one is a part of it: undone alone, or together with it', async () => {
	const deed = (what: string, answer: string) => (tx: Queryable) =>
		transaction<string>(tx, async (inner, rollback) => {
			await inner`insert into deed values (${what})`;
			return answer === 'done' ? answer : rollback(answer);
		});
	const answers = await transaction(sql, async (tx) => {
		return [await deed('kept', 'done')(tx), await deed('dropped', 'refused')(tx)];
	});
	expect(answers).toEqual(['done', 'refused']);
	expect(await deeds()).toEqual(['kept']);
	await transaction(sql, async (tx, rollback) => rollback(await deed('lost', 'done')(tx)));
	expect(await deeds()).toEqual(['kept']);
	await sql`truncate deed`;
});

it('is not done after all when it was told to be too late, while it worked', async () => {
	let workIsOver = false;
	const late: Promise<void> = transaction(
		sql,
		async (tx) => {
			await tx`insert into deed values ('late')`;
			await late.catch(() => {});
			workIsOver = true;
		},
		2_000
	);
	await expect(late).rejects.toThrow(DeadlineExceeded);
	await eventually(async () => workIsOver, Boolean);
	// Rolled back or committed, it has ended when no other connection is busy.
	await eventually(
		() => sql`
			select
			from pg_stat_activity
			where datname = current_database()
				and pid <> pg_backend_pid()
				and state <> 'idle'
		`,
		(busy) => busy.length === 0
	);
	expect(await deeds()).toEqual([]);
});

it('is not even begun when it was too late before it got a connection', async () => {
	const one = connect(url, { max: 1 });
	const busy = one`select pg_sleep(0.3)`.execute();
	let begun = false;
	const late = transaction(
		one,
		async () => {
			begun = true;
		},
		100
	);
	await expect(late).rejects.toThrow(DeadlineExceeded);
	await busy;
	await one`select 1`;
	await one.end();
	expect(begun).toBe(false);
});
