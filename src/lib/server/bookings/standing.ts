import { decide, type Decision } from '../../scheduling/policy.ts';
import type { Queryable } from '../database/connection.ts';
import type { Flags } from '../settings/flags.ts';
import { readClock } from '../database/clock.ts';
import type { Booking } from './find.ts';
import { readPolicy } from './policy.ts';

/** What a customer may do with a booking at the instant `now`, and until when. */
export type Standing = {
	now: number;
	flags: Flags;
	reschedule: Decision;
	cancel: Decision;
	edit: Decision;
};

/**
 * Judges a booking by the flags and the database's clock. On a page this is a courtesy; the same
 * judgement inside the write transaction is the one that counts (R3).
 */
export async function readStanding(sql: Queryable, booking: Booking): Promise<Standing> {
	const [flags, now] = await Promise.all([readPolicy(sql, booking), readClock(sql)]);
	return {
		now,
		flags,
		reschedule: decide('reschedule', booking, flags, now),
		cancel: decide('cancel', booking, flags, now),
		edit: decide('edit', booking, flags, now)
	};
}
