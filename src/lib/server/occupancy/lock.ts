import type { Transaction } from '../database/connection.ts';

/**
 * Takes the locks of these fieldworkers, in id order so that two writers never wait for each
 * other, by raising the counters that say their occupancy changed. Every writer of occupancy comes
 * through here before it touches any row.
 */
export async function lockFieldworkers(tx: Transaction, ids: readonly number[]): Promise<void> {
	await tx`
		with locked as (
			select id
			from fieldworker
			where id = any(${ids as number[]}::integer[])
			order by id
			for no key update
		)
		update fieldworker f
		set occupancy_version = f.occupancy_version + 1
		from locked
		where f.id = locked.id
	`;
}
