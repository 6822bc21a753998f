import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from './connection.ts';
import type { Queryable } from './connection.ts';

/** Keeps our advisory locks apart from those of others in the same database. */
const SEED = 7_270_536;

/** The key of a named advisory lock, as an SQL fragment. */
export const lockKey = (sql: Queryable, name: string) => sql`hashtextextended(${name}, ${SEED})`;

export type SessionLock = {
	/** Drops the share and says whether nobody else holds one; if so, nobody gets one until release. */
	alone(): Promise<boolean>;
	release(): Promise<void>;
};

/**
 * Holds a shared advisory lock on a connection of its own for as long as this process lives: a sign
 * of life that needs no clock, because Postgres drops the lock the moment the process is gone.
 * A lost connection is replaced and the lock taken again; `lost` runs before that.
 */
export async function holdLock(
	url: string,
	name: string,
	lost: () => Promise<void> = async () => {}
): Promise<SessionLock> {
	let released = false;
	let taking: Promise<void> | undefined;
	const sql = connect(url, {
		max: 1,
		idle_timeout: 0,
		max_lifetime: null,
		onclose: () => {
			if (!released) taking ??= takeAgain();
		},
		connection: { application_name: 'reslot lock', statement_timeout: 0, lock_timeout: 0 }
	});
	const take = () => sql`select pg_advisory_lock_shared(${lockKey(sql, name)})`;

	async function takeAgain(): Promise<void> {
		while (!released) {
			try {
				await lost();
				await take();
				break;
			} catch {
				await sleep(250);
			}
		}
		taking = undefined;
	}

	try {
		await take();
	} catch (thrown) {
		released = true;
		await sql.end({ timeout: 1 });
		throw thrown;
	}
	return {
		async alone() {
			released = true;
			await sql`select pg_advisory_unlock_shared(${lockKey(sql, name)})`;
			const [row] = await sql<
				{ alone: boolean }[]
			>`select pg_try_advisory_lock(${lockKey(sql, name)}) as alone`;
			return row?.alone ?? false;
		},
		async release() {
			released = true;
			await sql.end({ timeout: 1 });
		}
	};
}
