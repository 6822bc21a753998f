import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { lockFieldworkers } from './claim.ts';

/** The longest that one row of occupancy may last: see sql/0005. */
const LONGEST = 24 * 3_600_000;

/**
 * Blocks a time for one fieldworker, or for everybody active when `fieldworkerId` is null. Bookings
 * that are already in it stay where they are and are marked as sharing their time, to be resolved.
 * Answers with the blocked event's id.
 */
export async function block(
	sql: Sql,
	event: { fieldworkerId: number | null; startsAt: number; endsAt: number; title: string }
): Promise<number> {
	return transaction(sql, async (tx) => {
		const fieldworkers = await tx<{ id: number }[]>`
			select id
			from fieldworker
			where ${event.fieldworkerId === null ? tx`active` : tx`id = ${event.fieldworkerId}`}
		`;
		const ids = fieldworkers.map(({ id }) => id);
		await lockFieldworkers(tx, ids);
		const [blocked] = await tx<{ id: number }[]>`
			insert into blocked_event (fieldworker_id, starts_at, ends_at, title)
			values (${event.fieldworkerId}, ${event.startsAt}, ${event.endsAt}, ${event.title})
			returning id
		`;
		if (!blocked) throw new Error('The blocked event was not stored');
		await tx`
			update occupancy
			set shared = true
			where fieldworker_id = any(${ids}::integer[])
				and during && tstzrange(${event.startsAt}::timestamptz, ${event.endsAt}::timestamptz)
				and not shared
		`;
		for (let from = event.startsAt; from < event.endsAt; from += LONGEST) {
			const until = Math.min(from + LONGEST, event.endsAt);
			await tx`
				insert into occupancy (fieldworker_id, during, blocked_event_id, shared)
				select id, tstzrange(${from}::timestamptz, ${until}::timestamptz), ${blocked.id}, true
				from unnest(${ids}::integer[]) as id
			`;
		}
		return blocked.id;
	});
}
