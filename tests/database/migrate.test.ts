import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../src/lib/server/database/connection.ts';
import { countApplied, migrate } from '../../src/lib/server/database/migrate.ts';
import { testDatabase } from '../support/database.ts';

const { sql, url } = await testDatabase();
let folder: string;

const write = (name: string, text: string) => writeFile(join(folder, name), text);

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'reslot-migrations-'));
	// Not the application's tables: each test starts from an empty database.
	await sql`drop schema public cascade`;
	await sql`create schema public`;
});

afterEach(() => rm(folder, { recursive: true }));

test('applies each file once, in order', async () => {
	await write('0001_one.sql', 'create table one (id int); insert into one values (1);');
	await write('0002_two.sql', 'insert into one values (2);');
	expect(await migrate(sql, folder)).toEqual(['0001_one.sql', '0002_two.sql']);
	expect(await migrate(sql, folder)).toEqual([]);
	await write('0003_three.sql', 'insert into one values (3);');
	expect(await migrate(sql, folder)).toEqual(['0003_three.sql']);
	expect(await sql`select id from one order by id`).toHaveLength(3);
	expect(await countApplied(sql)).toBe(3);
});

test('nodes that start together apply each file once', async () => {
	await write('0001_one.sql', 'create table one (id int); select pg_sleep(0.2);');
	await write('0002_two.sql', 'insert into one values (1);');
	const nodes = [1, 2, 3].map(() => connect(url, { max: 1 }));
	const applied = await Promise.all(nodes.map((node) => migrate(node, folder)));
	await Promise.all(nodes.map((node) => node.end()));
	expect(applied.flat().sort()).toEqual(['0001_one.sql', '0002_two.sql']);
	expect(await sql`select id from one`).toHaveLength(1);
});

test('a changed file stops the start', async () => {
	await write('0001_one.sql', 'create table one (id int)');
	await migrate(sql, folder);
	await write('0001_one.sql', 'create table one (id bigint)');
	await expect(migrate(sql, folder)).rejects.toThrow('0001_one.sql was changed after');
});

test('other line ends are no change', async () => {
	await write('0001_one.sql', 'create table one (\n\tid int\n)');
	await migrate(sql, folder);
	await write('0001_one.sql', 'create table one (\r\n\tid int\r\n)');
	expect(await migrate(sql, folder)).toEqual([]);
});

test('a missing file stops the start', async () => {
	await write('0001_one.sql', 'create table one (id int)');
	await write('0002_two.sql', 'create table two (id int)');
	await migrate(sql, folder);
	await rm(join(folder, '0002_two.sql'));
	await expect(migrate(sql, folder)).rejects.toThrow('does not know');
});

test('a gap, a double and a foreign name stop the start', async () => {
	await write('0001_one.sql', 'select 1');
	await write('0003_three.sql', 'select 1');
	await expect(migrate(sql, folder)).rejects.toThrow('0003_three.sql should be number 0002');
	await write('0001_uno.sql', 'select 1');
	await expect(migrate(sql, folder)).rejects.toThrow('0001_uno.sql should be number 0002');
	await write('0000.sql', 'select 1');
	await expect(migrate(sql, folder)).rejects.toThrow('0000.sql should be number 0001');
});

test('a file that fails leaves nothing, and the message says where', async () => {
	await write('0001_one.sql', 'create table one (id int);\nselect no_such_column;');
	await expect(migrate(sql, folder)).rejects.toThrow(
		'0001_one.sql:2 failed: column "no_such_column" does not exist'
	);
	expect(await sql`select to_regclass('one') as one`).toEqual([{ one: null }]);
});

test("the pool's limits do not end a migration", async () => {
	const impatient = connect(url, {
		max: 1,
		connection: { statement_timeout: 1_000, lock_timeout: 1_000 }
	});
	await write('0001_one.sql', 'select pg_sleep(1.5)');
	expect(await migrate(impatient, folder)).toEqual(['0001_one.sql']);
	const [setting] = await impatient`show statement_timeout`;
	expect(setting).toEqual({ statement_timeout: '1s' });
	await impatient.end();
});
