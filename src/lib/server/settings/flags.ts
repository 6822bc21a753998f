import type { Policy } from '../../scheduling/policy.ts';
import { recordAct, type By } from '../audit/record.ts';
import type { Queryable, Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { dropAllHolds } from '../holds/drop.ts';
import { changedSince, type Changed, type Values } from '../overwritten.ts';

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
	allowEditDetails: true,
	requireCancelComment: false,
	rescheduleFieldworker: 'keep',
	freezeTerms: false,
	requireEmailProof: false,
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
			allow_edit_details as "allowEditDetails",
			require_cancel_comment as "requireCancelComment",
			reschedule_fieldworker as "rescheduleFieldworker",
			freeze_terms as "freezeTerms",
			require_email_proof as "requireEmailProof",
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
 * are not held any more, what is held is given back with it. Without `by` it is Reslot's own doing,
 * such as the demo data, and is not logged. With `opened`, the flags when they were opened, nothing
 * that others changed since is overwritten.
 */
export async function saveFlags(
	sql: Sql,
	policy: Policy,
	by?: By,
	opened?: Values
): Promise<{ result: 'saved' } | Changed> {
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
		hold_minutes: policy.holdMinutes,
		allow_edit_details: policy.allowEditDetails,
		require_cancel_comment: policy.requireCancelComment,
		reschedule_fieldworker: policy.rescheduleFieldworker,
		freeze_terms: policy.freezeTerms,
		require_email_proof: policy.requireEmailProof
	};
	return transaction<{ result: 'saved' } | Changed>(sql, async (tx, rollback) => {
		if (!holdsTimes(policy)) await dropAllHolds(tx);
		// So that what is compared, and what the log calls old, is what this replaces.
		await tx`select from flags for update`;
		const { version: _, ...old } = await readFlags(tx);
		const changed = changedSince(opened, old, policy);
		if (changed) return rollback(changed);
		await tx`
			insert into flags ${tx(columns)}
			on conflict (id) do update
			set ${tx(columns)}, version = flags.version + 1
		`;
		if (by) await recordAct(tx, by, { action: 'flags.changed', old, new: policy });
		return { result: 'saved' };
	});
}
