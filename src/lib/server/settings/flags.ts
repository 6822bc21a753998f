import type { Policy } from '../../scheduling/policy.ts';
import type { Queryable, Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { dropAllHolds } from '../holds/drop.ts';

/** The booking flags as they are now; `version` grows with every change of them (R8). */
export type Flags = Policy & { version: number };

const defaults: Flags = {
	allowReschedule: true,
	allowCancel: true,
	realTimeAvailability: true,
	rescheduleNoticeHours: 24,
	cancelNoticeHours: 24,
	tooLateWords: '',
	leadTimeMinutes: 120,
	slotIntervalMinutes: 30,
	furthestDays: 60,
	maxMoves: null,
	holdMinutes: 5,
	version: 0
};

/** Reads the flags; inside a transaction they are the ones that it is judged by (R3). */
export async function readFlags(sql: Queryable): Promise<Flags> {
	const [flags] = await sql<Flags[]>`
		select
			allow_reschedule as "allowReschedule",
			allow_cancel as "allowCancel",
			real_time_availability as "realTimeAvailability",
			reschedule_notice_hours as "rescheduleNoticeHours",
			cancel_notice_hours as "cancelNoticeHours",
			too_late_words as "tooLateWords",
			lead_time_minutes as "leadTimeMinutes",
			slot_interval_minutes as "slotIntervalMinutes",
			furthest_days as "furthestDays",
			max_moves as "maxMoves",
			hold_minutes as "holdMinutes",
			version
		from flags
	`;
	return flags ?? defaults;
}

/** Whether times are held at all: not for no minutes, and not where all may overlap (R10). */
export const holdsTimes = ({ realTimeAvailability, holdMinutes }: Policy): boolean =>
	realTimeAvailability && holdMinutes > 0;

/**
 * Replaces the booking flags. They bind every request that is judged after this commit; where times
 * are not held any more, what is held is given back with it.
 */
export async function saveFlags(sql: Sql, policy: Policy): Promise<void> {
	const columns = {
		allow_reschedule: policy.allowReschedule,
		allow_cancel: policy.allowCancel,
		real_time_availability: policy.realTimeAvailability,
		reschedule_notice_hours: policy.rescheduleNoticeHours,
		cancel_notice_hours: policy.cancelNoticeHours,
		too_late_words: policy.tooLateWords,
		lead_time_minutes: policy.leadTimeMinutes,
		slot_interval_minutes: policy.slotIntervalMinutes,
		furthest_days: policy.furthestDays,
		max_moves: policy.maxMoves,
		hold_minutes: policy.holdMinutes
	};
	await transaction(sql, async (tx) => {
		if (!holdsTimes(policy)) await dropAllHolds(tx);
		await tx`
			insert into flags ${tx(columns)}
			on conflict (id) do update
			set ${tx(columns)}, version = flags.version + 1
		`;
	});
}
