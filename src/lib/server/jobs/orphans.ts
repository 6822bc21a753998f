import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../database/connection.ts';
import { lockKey } from '../database/session-lock.ts';

/** Milliseconds in which a worker that lost its connection has its lock again. */
const GRACE = 3_000;

/** The lock that a pool of workers holds for as long as it lives. */
export const workerLock = (poolId: string) => `worker ${poolId}`;

/** The pools that have jobs but hold no lock. */
async function withoutLock(sql: Sql): Promise<string[]> {
	const holders = await sql<{ id: string }[]>`
		select distinct locked_by as id
		from graphile_worker.jobs
		where locked_by is not null
	`;
	const dead: string[] = [];
	for (const { id } of holders) {
		// Looked up rather than tried: two sweeps at once would take each other for a live worker.
		const [row] = await sql<{ held: boolean }[]>`
			select exists (
				select 1
				from pg_locks
				where locktype = 'advisory'
					and database = (select oid from pg_database where datname = current_database())
					and objsubid = 1
					and (classid::bigint << 32) | objid::bigint = ${lockKey(sql, workerLock(id))}
			) as held
		`;
		if (!row?.held) dead.push(id);
	}
	return dead;
}

/**
 * Gives the jobs of dead workers back to the queue, which by itself waits four hours. A lock must be
 * missing twice, some seconds apart: a live worker loses it for a moment when Postgres restarts.
 * Answers the workers that were found dead.
 */
export async function releaseOrphans(sql: Sql): Promise<string[]> {
	const suspects = await withoutLock(sql);
	if (suspects.length === 0) return [];
	await sleep(GRACE);
	const still = new Set(await withoutLock(sql));
	const dead = suspects.filter((id) => still.has(id));
	if (dead.length > 0) await sql`select graphile_worker.force_unlock_workers(${dead}::text[])`;
	return dead;
}
