import { decide, type Action, type Decision } from '../../scheduling/policy.ts';
import type { Queryable } from '../database/connection.ts';
import type { Words } from '../../words/index.ts';
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
 * @param said in whose words it is refused
 */
export async function readStanding(
	sql: Queryable,
	booking: Booking,
	said: Words['refusals']
): Promise<Standing> {
	const [flags, now] = await Promise.all([readPolicy(sql, booking), readClock(sql)]);
	const judge = (action: Action) => decide(action, booking, flags, now, said);
	return {
		now,
		flags,
		reschedule: judge('reschedule'),
		cancel: judge('cancel'),
		edit: judge('edit')
	};
}
