import type { Sql } from '../../src/lib/server/database/connection.ts';

/**
 * Everything that is in a database, row by row, under the names of its tables: those of every schema,
 * the queue's too, and where its sequences stand. Two that are equal are equal to the byte.
 */
export async function wholeDatabase(sql: Sql): Promise<Record<string, string[]>> {
	return sql.begin('isolation level repeatable read read only', async (tx) => {
		const tables = await tx<{ schema: string; name: string }[]>`
			select nspname as schema, relname as name
			from pg_catalog.pg_class
			join pg_catalog.pg_namespace on pg_namespace.oid = relnamespace
			where relkind in ('r', 'p')
				and nspname !~ '^(pg_|information_schema$)'
			order by nspname, relname
		`;
		const content: Record<string, string[]> = {};
		for (const { schema, name } of tables) {
			const rows = await tx<{ row: string }[]>`
				select t::text as row
				from ${tx(schema)}.${tx(name)} t
				order by 1
			`;
			content[`${schema}.${name}`] = rows.map(({ row }) => row);
		}
		const sequences = await tx<{ row: string }[]>`
			select s::text as row
			from pg_catalog.pg_sequences s
			order by 1
		`;
		return { ...content, sequences: sequences.map(({ row }) => row) };
	}) as Promise<Record<string, string[]>>;
}
