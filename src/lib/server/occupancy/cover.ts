import { lockKey } from '../database/session-lock.ts';
import type { Transaction } from '../database/connection.ts';
import { lockFieldworkers } from './lock.ts';

/**
 * Keeps times from being blocked for everybody while somebody becomes one of them, and the other
 * way round: else neither would see the other. To be taken before any fieldworker is locked.
 */
export async function keepEverybodysEvents(tx: Transaction): Promise<void> {
	await tx`select pg_advisory_xact_lock(${lockKey(tx, 'blocked for everybody')})`;
}

/** A blocked event's time, to be taken from some fieldworkers. Instants. */
type Blocked = { id: number; startsAt: number; endsAt: number };

/**
 * Takes a blocked event's time from these fieldworkers. What is in it already stays, as sharing its
 * time. Call it under their locks.
 */
export async function cover(
	tx: Transaction,
	fieldworkerIds: readonly number[],
	event: Blocked
): Promise<void> {
	const ids = fieldworkerIds as number[];
	await tx`
		update occupancy
		set shared = true
		where fieldworker_id = any(${ids}::integer[])
			and during && tstzrange(${event.startsAt}::timestamptz, ${event.endsAt}::timestamptz)
			and not shared
	`;
	// No row of occupancy lasts longer than a day: see sql/0005.
	await tx`
		insert into occupancy (fieldworker_id, during, blocked_event_id, shared)
		select
			f.id,
			tstzrange(day, least(day + interval '24 hours', ${event.endsAt}::timestamptz)),
			${event.id},
			true
		from unnest(${ids}::integer[]) as f(id)
		cross join generate_series(
			${event.startsAt}::timestamptz,
			${event.endsAt}::timestamptz - interval '1 millisecond',
			interval '24 hours'
		) as day
	`;
}

/**
 * Blocks for somebody who has just become one of everybody what is blocked for everybody and not
 * over. Call it after keepEverybodysEvents.
 */
export async function coverByEverybodysEvents(
	tx: Transaction,
	fieldworkerId: number
): Promise<void> {
	await lockFieldworkers(tx, [fieldworkerId]);
	const missing = await tx<Blocked[]>`
		select
			e.id,
			e.starts_at as "startsAt",
			e.ends_at as "endsAt"
		from blocked_event e
		where e.fieldworker_id is null
			and e.ends_at > reslot_clock()
			and not exists (
				select
				from occupancy o
				where o.blocked_event_id = e.id
					and o.fieldworker_id = ${fieldworkerId}
			)
		order by e.id
		for key share of e
	`;
	for (const event of missing) await cover(tx, [fieldworkerId], event);
}
