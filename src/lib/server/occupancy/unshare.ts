import type { Transaction } from '../database/connection.ts';

/**
 * Gives back to themselves what shared their time with something that is gone from `from` up to
 * `until`, and share it with nothing else (R1). A blocked event's rows stay shared, so that others
 * may be blocked over it. Call it under the fieldworkers' locks.
 */
export async function unshare(
	tx: Transaction,
	fieldworkerIds: readonly number[],
	{ from, until }: { from: number; until: number }
): Promise<void> {
	await tx`
		update occupancy o
		set shared = false
		where o.fieldworker_id = any(${fieldworkerIds as number[]}::integer[])
			and o.during && tstzrange(${from}::timestamptz, ${until}::timestamptz)
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
