import { setTimeout as sleep } from 'node:timers/promises';
import { run } from 'graphile-worker';
import type { Runner } from 'graphile-worker';
import type { Sql } from '../database/connection.ts';
import { holdLock } from '../database/session-lock.ts';
import type { SessionLock } from '../database/session-lock.ts';
import type { Runtime } from '../runtime.ts';
import { workerLock } from './orphans.ts';
import { queueLogger, taskList } from './task-list.ts';
import type { Task } from './tasks.ts';

/** Jobs at a time. Mail waits for the network, not for the processor. */
const CONCURRENCY = 4;
/** One connection per job, one that listens, one to spare for the queue's own upkeep. */
const POOL = CONCURRENCY + 2;
/** Milliseconds before another try to take the lock. */
const PAUSE = 1_000;
/** Milliseconds for writing down how the last jobs went. */
const OUTCOMES = 3_000;

/** What a worker needs, its tasks included. */
export type WorkerParts = Pick<Runtime, 'config' | 'databaseUrl' | 'sql' | 'log' | 'metrics'> & {
	tasks: Record<string, Task>;
};

/**
 * Waits until the outcomes of a stopping pool's jobs are written down. The queue sends them off
 * without waiting and then closes its connections: the last job of each worker would be done, stay
 * locked, and be done again.
 */
async function outcomesWritten(sql: Sql, poolId: string): Promise<void> {
	const until = Date.now() + OUTCOMES;
	while (Date.now() < until) {
		const open = await sql`select 1 from graphile_worker.jobs where locked_by = ${poolId} limit 1`;
		if (open.length === 0) return;
		await sleep(10);
	}
}

/** A started runner, and what lets go of its lock once it has ended. */
export type Running = { runner: Runner; release(): Promise<void> };

/**
 * Starts the queue's runner. It locks its jobs under the id of its pool (not of the pool's workers,
 * in graphile-worker 0.18), and holds an advisory lock named after that id from before its first
 * job on, as a sign of life.
 */
export async function startRunner(parts: WorkerParts): Promise<Running> {
	let ended = false;
	let lock: Promise<SessionLock | null> | undefined;
	// Never throws: after an error the queue would take jobs without asking the hook again.
	const untilHeld = async (poolId: string): Promise<SessionLock | null> => {
		while (!ended) {
			try {
				return await holdLock(parts.databaseUrl, workerLock(poolId));
			} catch {
				await sleep(PAUSE);
			}
		}
		return null;
	};
	const url = new URL(parts.databaseUrl);
	url.searchParams.set('application_name', 'reslot worker');
	const runner = await run({
		connectionString: url.href,
		maxPoolSize: POOL,
		concurrency: CONCURRENCY,
		noHandleSignals: true,
		taskList: taskList(parts.tasks, parts),
		parsedCronItems: [],
		logger: queueLogger(parts),
		preset: {
			plugins: [
				{
					name: 'worker-lock',
					version: '1.0.0',
					worker: {
						middleware: {
							async poolGracefulShutdown(next, { workerPool }) {
								await next();
								await outcomesWritten(parts.sql, workerPool.id);
							}
						},
						hooks: {
							async startWorker(_, { worker }) {
								await (lock ??= untilHeld(worker.workerPool.id));
							}
						}
					}
				}
			]
		}
	});
	const release = async () => {
		ended = true;
		await (await lock)?.release();
	};
	return { runner, release };
}
