import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import type { BlockedTime } from './block.ts';
import { lockFieldworkers } from './lock.ts';

/**
 * Removes a blocked event and frees its time, in one transaction. Bookings that shared their time
 * with it, and share it with nothing else, have it to themselves again (R1). Answers with what was
 * blocked; null when there is no such event, or no longer.
 */
export async function unblock(sql: Sql, id: number): Promise<BlockedTime | null> {
	return transaction(sql, async (tx) => {
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
		await unshare(tx, ids, event);
		return event;
	});
}

/** A blocked event's rows are always shared, so that others may be blocked over it. */
async function unshare(tx: Transaction, ids: number[], event: BlockedTime): Promise<void> {
	await tx`
		update occupancy o
		set shared = false
		where o.fieldworker_id = any(${ids}::integer[])
			and o.during && tstzrange(${event.startsAt}::timestamptz, ${event.endsAt}::timestamptz)
			and o.shared
			and o.blocked_event_id is null
			and not exists (
				select
				from occupancy other
				where other.fieldworker_id = o.fieldworker_id
					and other.during && o.during
					and other.id <> o.id
			)
	`;
}
