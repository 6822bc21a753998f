import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { lockFieldworkers } from './lock.ts';

/** A time in which one fieldworker, or with null everybody, takes no bookings. Instants. */
export type BlockedTime = {
	fieldworkerId: number | null;
	startsAt: number;
	endsAt: number;
	title: string;
};

/** `bookings` is how many are in that time. */
export type BlockResult =
	| { result: 'blocked'; id: number; bookings: number }
	| { result: 'booked'; bookings: number }
	| { result: 'not_found' };

/**
 * Blocks a time for one fieldworker, or for everybody active. Bookings that are already in it stay
 * where they are and are marked as sharing their time, to be resolved. With `unlessBooked` nothing
 * is blocked while there are any: staff are warned first (R12). Sent twice, it blocks once.
 */
export async function block(
	sql: Sql,
	event: BlockedTime & { unlessBooked?: boolean }
): Promise<BlockResult> {
	return transaction<BlockResult>(sql, async (tx, rollback) => {
		const ids = await fieldworkersOf(tx, event);
		if (event.fieldworkerId !== null && ids.length === 0) return { result: 'not_found' };
		await lockFieldworkers(tx, ids);
		const bookings = await countBookings(tx, ids, event);
		const same = await findSame(tx, event);
		if (same) return { result: 'blocked', id: same, bookings };
		if (event.unlessBooked && bookings > 0) return rollback({ result: 'booked', bookings });
		return { result: 'blocked', id: await store(tx, ids, event), bookings };
	});
}

async function fieldworkersOf(tx: Transaction, { fieldworkerId }: BlockedTime): Promise<number[]> {
	const fieldworkers = await tx<{ id: number }[]>`
		select id
		from fieldworker
		where ${fieldworkerId === null ? tx`active` : tx`id = ${fieldworkerId}`}
	`;
	return fieldworkers.map(({ id }) => id);
}

async function countBookings(tx: Transaction, ids: number[], event: BlockedTime): Promise<number> {
	const [row] = await tx<{ bookings: number }[]>`
		select count(booking_id) as bookings
		from occupancy
		where fieldworker_id = any(${ids}::integer[])
			and during && tstzrange(${event.startsAt}::timestamptz, ${event.endsAt}::timestamptz)
	`;
	return row?.bookings ?? 0;
}

/** The very same blocked event, when it is there already. */
async function findSame(tx: Transaction, event: BlockedTime): Promise<number | undefined> {
	const [same] = await tx<{ id: number }[]>`
		select id
		from blocked_event
		where fieldworker_id is not distinct from ${event.fieldworkerId}
			and starts_at = ${event.startsAt}
			and ends_at = ${event.endsAt}
			and title = ${event.title}
		limit 1
	`;
	return same?.id;
}

async function store(tx: Transaction, ids: number[], event: BlockedTime): Promise<number> {
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
	// No row of occupancy lasts longer than a day: see sql/0005.
	await tx`
		insert into occupancy (fieldworker_id, during, blocked_event_id, shared)
		select
			f.id,
			tstzrange(day, least(day + interval '24 hours', ${event.endsAt}::timestamptz)),
			${blocked.id},
			true
		from unnest(${ids}::integer[]) as f(id)
		cross join generate_series(
			${event.startsAt}::timestamptz,
			${event.endsAt}::timestamptz - interval '1 millisecond',
			interval '24 hours'
		) as day
	`;
	return blocked.id;
}
