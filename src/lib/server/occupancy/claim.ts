import type { Transaction } from '../database/connection.ts';

/** A fieldworker's time that a booking wants, buffers included. Instants, half-open. */
export type Claim = { fieldworkerId: number; from: number; until: number; bookingId: number };

/**
 * Takes the locks of these fieldworkers, in id order so that two writers never wait for each
 * other, by raising the counters that say their occupancy changed. Every writer of occupancy comes
 * through here before it touches anything else.
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

/** Frees what a booking has taken. */
export async function release(tx: Transaction, bookingId: number): Promise<void> {
	await tx`
		delete from occupancy
		where booking_id = ${bookingId}
	`;
}

/**
 * Takes a time for a booking alone. False when any of it is taken: by R1 the exclusion constraint
 * decides that, not this code.
 */
export async function claim(tx: Transaction, wanted: Claim): Promise<boolean> {
	const rows = await tx`
		insert into occupancy (fieldworker_id, during, booking_id)
		values (
			${wanted.fieldworkerId},
			tstzrange(${wanted.from}::timestamptz, ${wanted.until}::timestamptz),
			${wanted.bookingId}
		)
		on conflict do nothing
		returning id
	`;
	return rows.count === 1;
}

/**
 * Takes a time for a booking even where it is taken already (R10): what it overlaps is marked as
 * shared, and so is the booking itself. Answers whether it overlaps anything. A time that nobody
 * else has is taken exclusively, as ever.
 */
export async function claimShared(tx: Transaction, wanted: Claim): Promise<boolean> {
	const overlapped = await tx`
		update occupancy
		set shared = true
		where fieldworker_id = ${wanted.fieldworkerId}
			and during && tstzrange(${wanted.from}::timestamptz, ${wanted.until}::timestamptz)
	`;
	const shared = overlapped.count > 0;
	await tx`
		insert into occupancy (fieldworker_id, during, booking_id, shared)
		values (
			${wanted.fieldworkerId},
			tstzrange(${wanted.from}::timestamptz, ${wanted.until}::timestamptz),
			${wanted.bookingId},
			${shared}
		)
	`;
	return shared;
}
