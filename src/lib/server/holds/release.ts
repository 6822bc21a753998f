import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { lockFieldworkers } from '../occupancy/lock.ts';
import { isHolder, type Holder } from './holder.ts';

/**
 * Gives up what somebody holds: with `startsAt` only a hold of that time, with `id` only that very
 * hold, so that one made meanwhile stays. Releasing what is not held is fine.
 */
export async function release(
	sql: Sql,
	holder: Holder,
	only: { startsAt?: number; id?: number } = {}
): Promise<void> {
	await transaction(sql, async (tx) => {
		const [held] = await tx<{ id: number; fieldworkerId: number }[]>`
			select id, fieldworker_id as "fieldworkerId"
			from hold
			where ${isHolder(tx, holder)}
				and ${only.startsAt === undefined ? tx`true` : tx`starts_at = ${only.startsAt}`}
				and ${only.id === undefined ? tx`true` : tx`id = ${only.id}`}
		`;
		if (!held) return;
		await lockFieldworkers(tx, [held.fieldworkerId]);
		await tx`
			delete from hold
			where id = ${held.id}
		`;
	});
}
