import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { StartFault } from '../start-fault.ts';
import type { Sql, Transaction } from './connection.ts';
import { lockKey } from './session-lock.ts';

type Migration = { name: string; text: string; hash: string };

const NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;

/** The migrations in a folder, in order. @throws StartFault on a gap, a double or a foreign name */
export async function readMigrations(directory: string): Promise<Migration[]> {
	const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
	return Promise.all(
		names.map(async (name, index) => {
			if (Number(NAME.exec(name)?.[1]) !== index + 1) {
				const wanted = String(index + 1).padStart(4, '0');
				throw new StartFault(`${basename(directory)}/${name} should be number ${wanted}.`);
			}
			// A checkout with other line ends is the same migration.
			const text = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n');
			return { name, text, hash: createHash('sha256').update(text).digest('hex') };
		})
	);
}

/** How many migrations this database has; 0 before the first. */
export async function countApplied(sql: Sql): Promise<number> {
	const [row] = await sql<{ count: number }[]>`select count(*) from migration`;
	return row?.count ?? 0;
}

function checkHistory(files: Migration[], applied: { name: string; hash: string }[]): void {
	for (const [index, row] of applied.entries()) {
		const file = files[index];
		if (file?.name !== row.name) {
			throw new StartFault(
				`This database has migration ${row.name}, which this version of Reslot does not know: start the newer version.`
			);
		}
		if (file.hash !== row.hash) {
			throw new StartFault(
				`Migration ${row.name} was changed after it was applied: put it back and add a new one.`
			);
		}
	}
}

async function apply(tx: Transaction, migration: Migration): Promise<void> {
	try {
		await tx.unsafe(migration.text);
	} catch (thrown) {
		const { message, position } = thrown as { message: string; position?: string };
		const line = position ? `:${migration.text.slice(0, Number(position)).split('\n').length}` : '';
		throw new StartFault(`Migration ${migration.name}${line} failed: ${message}`);
	}
	await tx`insert into migration (name, hash) values (${migration.name}, ${migration.hash})`;
}

/**
 * Applies the SQL files that this database does not have yet, each in a transaction of its own,
 * and answers their names. Nodes that start together take turns: the history is read again under
 * the lock before every file. There is no way back; a mistake is mended by a further file.
 * @throws StartFault when files and history differ, or a file fails (then nothing of it remains)
 */
export async function migrate(sql: Sql, directory: string): Promise<string[]> {
	const files = await readMigrations(directory);
	const done: string[] = [];
	for (;;) {
		const name = await sql.begin(async (tx) => {
			// A large table takes its time, and so does a node before us that rewrites one.
			await tx`set local statement_timeout = 0`;
			await tx`set local lock_timeout = 0`;
			await tx`set local idle_in_transaction_session_timeout = 0`;
			await tx`select pg_advisory_xact_lock(${lockKey(tx as Transaction, 'migrations')})`;
			await tx`
				create table if not exists migration (
					name text primary key,
					hash text not null,
					applied_at timestamptz not null default now()
				)
			`;
			const applied = await tx<
				{ name: string; hash: string }[]
			>`select name, hash from migration order by name`;
			checkHistory(files, applied);
			const next = files[applied.length];
			if (next) await apply(tx as Transaction, next);
			return next?.name;
		});
		if (name === undefined) return done;
		done.push(name);
	}
}
