import type { Intervals } from '../../scheduling/intervals.ts';
import type { Transaction } from '../database/connection.ts';
import { dropExpired } from '../holds/drop.ts';
import { unshare } from './unshare.ts';

/** A fieldworker's time that a booking wants, buffers included. Instants, half-open. */
export type Claim = { fieldworkerId: number; from: number; until: number; bookingId: number };

/** Frees what a booking has taken. What shared that time with it alone has it to itself again. */
export async function release(tx: Transaction, bookingId: number): Promise<void> {
	const [freed] = await tx<
		{ fieldworkerId: number; from: number; until: number; shared: boolean }[]
	>`
		delete from occupancy
		where booking_id = ${bookingId}
		returning
			fieldworker_id as "fieldworkerId",
			starts_at as "from",
			ends_at as until,
			shared
	`;
	if (freed?.shared) await unshare(tx, [freed.fieldworkerId], freed);
}

/**
 * Takes a time for a booking alone. False when any of it is taken: by R1 the exclusion constraint
 * decides that, not this code. Holds that have expired give way.
 */
export async function claim(tx: Transaction, wanted: Claim): Promise<boolean> {
	if (await insert(tx, wanted)) return true;
	return (await dropExpired(tx, wanted)) && insert(tx, wanted);
}

async function insert(tx: Transaction, wanted: Claim): Promise<boolean> {
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

/** Takes the time of a hold alone: a stretch or two that the holder's booking does not cover. */
export async function claimForHold(
	tx: Transaction,
	wanted: { fieldworkerId: number; spans: Intervals; holdId: number; heldUntil: number }
): Promise<void> {
	const { starts, ends } = wanted.spans;
	for (const [index, from] of starts.entries()) {
		await tx`
			insert into occupancy (fieldworker_id, during, hold_id, held_until)
			values (
				${wanted.fieldworkerId},
				tstzrange(${from}::timestamptz, ${ends[index]!}::timestamptz),
				${wanted.holdId},
				${wanted.heldUntil}
			)
		`;
	}
}

/**
 * Takes a time for a booking even where it is taken already (R10): what it overlaps is marked as
 * shared, and so is the booking itself. Answers whether it overlaps anything. A time that nobody
 * else has is taken exclusively, as ever.
 */
export async function claimShared(tx: Transaction, wanted: Claim): Promise<boolean> {
	await dropExpired(tx, wanted);
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
