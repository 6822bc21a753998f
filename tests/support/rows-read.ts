import type { Sql, Transaction } from '../../src/lib/server/database/connection.ts';

/**
 * How many rows of each table Postgres had to look at for some work, however it found them. What is
 * read through an index counts only what it leads to; a walk through a table counts all of it.
 */
export async function rowsRead(
	sql: Sql,
	work: (tx: Transaction) => Promise<unknown>
): Promise<Record<string, number>> {
	return sql.begin(async (tx) => {
		// A connection also counts what it did shortly before.
		const before = await countRows(tx as Transaction);
		await work(tx as Transaction);
		const after = await countRows(tx as Transaction);
		return Object.fromEntries(
			[...after].map(([table, rows]) => [table, rows - (before.get(table) ?? 0)])
		);
	}) as Promise<Record<string, number>>;
}

async function countRows(tx: Transaction): Promise<Map<string, number>> {
	const rows = await tx<{ table: string; rows: number }[]>`
		select relname as table, seq_tup_read + coalesce(idx_tup_fetch, 0) as rows
		from pg_stat_xact_user_tables
	`;
	return new Map(rows.map(({ table, rows: read }) => [table, read]));
}
