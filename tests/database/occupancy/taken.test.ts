import { beforeAll, describe, expect, it } from 'vitest';
import { connect, type Sql } from '../../../src/lib/server/database/connection.ts';
import { readTaken } from '../../../src/lib/server/occupancy/taken.ts';
import { testDatabase } from '../../support/database.ts';
import { openShop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
const HOUR = 3_600_000;
const MONTH = 31 * 24 * HOUR;
const START = Date.UTC(2030, 0, 1);

/** Buffers that one read of the month in the middle touches, and the plan's node names. */
async function explainMonth(id: number): Promise<{ buffers: number; plan: string }> {
	const from = START + 6 * MONTH;
	const query = readTaken(
		// The same query, explained: postgres.js lets a fragment go before it.
		((strings: TemplateStringsArray, ...values: never[]) => {
			const [first, ...rest] = strings;
			const text = [`explain (analyze, buffers, format json)\n${first}`, ...rest];
			return sql(Object.assign(text, { raw: text }) as never, ...values);
		}) as never,
		{ fieldworkerIds: [id], from, until: from + MONTH }
	);
	const [row] = (await query) as unknown as { 'QUERY PLAN': [{ Plan: Record<string, number> }] }[];
	const { Plan: plan } = row!['QUERY PLAN'][0];
	return {
		buffers: plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!,
		plan: JSON.stringify(plan)
	};
}

/** Fills the years around START with an occupancy an hour, in one statement. */
async function fill(sql: Sql, fieldworkerId: number, count: number): Promise<void> {
	await sql`
		with event as (
			insert into blocked_event (fieldworker_id, starts_at, ends_at)
			values (${fieldworkerId}, '2030-01-01', '2031-01-01')
			returning id
		)
		insert into occupancy (fieldworker_id, during, blocked_event_id, shared)
		select
			${fieldworkerId},
			tstzrange(at, at + interval '30 minutes'),
			event.id,
			true
		from event,
			generate_series(0, ${count - 1}) as n,
			lateral (
				select to_timestamp(${START / 1000}::float8 + (n - ${Math.floor(count / 2)}) * 3600)
					+ interval '186 days' as at
			) as times
	`;
}

describe('reading a month of one fieldworker', () => {
	let small: number;
	let large: number;
	let fewRows: Awaited<ReturnType<typeof explainMonth>>;

	beforeAll(async () => {
		const shop = await openShop(sql, { fieldworkers: 2 });
		[small, large] = shop.fieldworkerIds as [number, number];
		const filler = connect(url, { max: 1, connection: { statement_timeout: 0 } });
		await fill(filler, small, 10_000);
		await filler`vacuum analyze occupancy`;
		fewRows = await explainMonth(small);
		// The constraint is gone from here on for the sake of time: it makes filling ten times slower.
		await filler`alter table occupancy drop constraint occupancy_never_overlaps`;
		await filler`alter table occupancy disable trigger occupancy_notifies`;
		await fill(filler, large, 990_000);
		await filler`vacuum analyze occupancy`;
		await filler.end();
	}, 240_000);

	it('goes through the B-tree by start, not through the index of the constraint', () => {
		expect(fewRows.plan).toContain('occupancy_by_start');
		expect(fewRows.plan).not.toContain('occupancy_never_overlaps');
	});

	it('out of 1,000,000 reads as many pages as out of 10,000', async () => {
		const manyRows = await explainMonth(large);
		expect(manyRows.plan).toContain('occupancy_by_start');
		expect(manyRows.buffers).toBeLessThan(fewRows.buffers * 2);
	});

	it('gives the same times, as epoch milliseconds in order, what reaches in included', async () => {
		const from = START + 6 * MONTH + HOUR / 4;
		const [taken] = await readTaken(sql, {
			fieldworkerIds: [small],
			from,
			until: from + 24 * HOUR
		});
		expect(taken!.starts[0]).toBe(from - HOUR / 4);
		expect(taken!.ends[0]! - taken!.starts[0]!).toBe(HOUR / 2);
		expect(taken!.starts).toHaveLength(25);
		expect(taken!.starts).toEqual(taken!.starts.toSorted((a, b) => a - b));
	});
});
