import type { Transaction } from '../database/connection.ts';
import { lockFieldworkers } from '../occupancy/lock.ts';
import { isHolder, type Holder } from './holder.ts';

// What gives held time back inside somebody else's transaction. The time goes with the hold's row;
// whoever calls has locked the fieldworkers whose time it is.

/**
 * Drops what somebody holds, whoever it is with, or only what is with one fieldworker.
 */
export async function dropHold(
	tx: Transaction,
	holder: Holder,
	fieldworkerId?: number
): Promise<void> {
	await tx`
		delete from hold
		where ${isHolder(tx, holder)}
			and ${fieldworkerId === undefined ? tx`true` : tx`fieldworker_id = ${fieldworkerId}`}
	`;
}

/** Drops the holds that have expired and stand in this fieldworker's way; answers whether any did. */
export async function dropExpired(
	tx: Transaction,
	stretch: { fieldworkerId: number; from: number; until: number }
): Promise<boolean> {
	const dropped = await tx`
		delete from hold h
		using occupancy o
		where o.hold_id = h.id
			and o.fieldworker_id = ${stretch.fieldworkerId}
			and o.during && tstzrange(${stretch.from}::timestamptz, ${stretch.until}::timestamptz)
			and o.held_until <= reslot_clock()
	`;
	return dropped.count > 0;
}

/**
 * Drops everybody's holds, for a business that holds nothing any more. All fieldworkers are locked,
 * not only those whose time is held: a hold that is just being taken comes before or is refused.
 */
export async function dropAllHolds(tx: Transaction): Promise<void> {
	const everybody = await tx<{ id: number }[]>`
		select id
		from fieldworker
	`;
	await lockFieldworkers(
		tx,
		everybody.map(({ id }) => id)
	);
	await tx`delete from hold`;
}
