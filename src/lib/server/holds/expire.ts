import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { lockFieldworkers } from '../occupancy/lock.ts';

/**
 * Removes the holds whose time is over, so that others see them go. Nobody depends on it: an
 * expired hold counts for nothing, and a claim that meets one removes it itself. Answers in how many
 * milliseconds the next one expires, or null when there is none.
 */
export async function expireHolds(sql: Sql): Promise<number | null> {
	const due = await sql<{ fieldworkerId: number }[]>`
		select distinct fieldworker_id as "fieldworkerId"
		from hold
		where expires_at <= reslot_clock()
	`;
	if (due.length > 0) {
		const ids = due.map(({ fieldworkerId }) => fieldworkerId);
		await transaction(sql, async (tx) => {
			await lockFieldworkers(tx, ids);
			await tx`
				delete from hold
				where expires_at <= reslot_clock()
					and fieldworker_id = any(${ids}::integer[])
			`;
		});
	}
	const [next] = await sql<{ milliseconds: number | null }[]>`
		select date_part('epoch', min(expires_at) - reslot_clock()) * 1000 as milliseconds
		from hold
	`;
	const milliseconds = next?.milliseconds ?? null;
	return milliseconds === null ? null : Math.max(0, milliseconds);
}
