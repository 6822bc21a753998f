import { recordAct, type By } from '../audit/record.ts';
import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { logged, type BlockedTime } from './block.ts';
import { lockFieldworkers } from './lock.ts';
import { unshare } from './unshare.ts';

/**
 * Removes a blocked event and frees its time, in one transaction. Bookings that shared their time
 * with it, and share it with nothing else, have it to themselves again (R1). Answers with what was
 * blocked; null when there is no such event, or no longer. Without `by` nothing is logged.
 */
export async function unblock(sql: Sql, id: number, by?: By): Promise<BlockedTime | null> {
	return transaction(sql, async (tx) => {
		// First of all: nobody more is covered by it from here on (see coverByEverybodysEvents).
		await tx`select from blocked_event where id = ${id} for update`;
		const blocked = await tx<{ fieldworkerId: number }[]>`
			select distinct fieldworker_id as "fieldworkerId"
			from occupancy
			where blocked_event_id = ${id}
		`;
		const ids = blocked.map(({ fieldworkerId }) => fieldworkerId);
		await lockFieldworkers(tx, ids);
		const [event] = await tx<BlockedTime[]>`
			delete from blocked_event
			where id = ${id}
			returning
				fieldworker_id as "fieldworkerId",
				starts_at as "startsAt",
				ends_at as "endsAt",
				title
		`;
		if (!event) return null;
		await unshare(tx, ids, { from: event.startsAt, until: event.endsAt });
		if (by) {
			const subject = event.title;
			const old = await logged(tx, event);
			await recordAct(tx, by, { action: 'blocked_event.removed', subject, old });
		}
		return event;
	});
}
