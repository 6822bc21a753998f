import { z } from 'zod';
import type { Policy } from '$lib/scheduling/policy';
import type { Standings } from '$lib/server/bookings/standings';
import { openedField, openedOf, type Meanwhile } from '../../../_parts/meanwhile';
import { whole, words } from '../../../_parts/whole';

/** The booking flags as their form holds them; the bounds are those of the table. */
export const flagsForm = z.object({
	allowReschedule: z.boolean(),
	allowCancel: z.boolean(),
	realTimeAvailability: z.boolean(),
	rescheduleNoticeHours: whole('hours', 0, 8760),
	cancelNoticeHours: whole('hours', 0, 8760),
	tooLateWords: words(500),
	leadTimeMinutes: whole('minutes', 0, 525_600),
	slotIntervalMinutes: whole('minutes', 5, 480),
	furthestDays: whole('days', 1, 730),
	maxMoves: z.union(
		[z.literal(''), whole('moves', 0, 1000)],
		'Type a whole number of moves, from 0 to 1000, or leave it blank for no limit.'
	),
	holdMinutes: whole('minutes', 0, 60),
	allowEditDetails: z.boolean(),
	requireCancelComment: z.boolean(),
	rescheduleFieldworker: z.enum(['keep', 'any', 'choose'], 'Choose one of the three.'),
	freezeTerms: z.boolean(),
	requireEmailProof: z.boolean(),
	...openedField
});

export type FlagsForm = z.infer<typeof flagsForm>;

/**
 * What came of it: saved, or, to be read before that, what it would mean for bookings, or what others
 * changed meanwhile.
 */
export type FlagsAnswer =
	{ saved: true } | { saved: false; then?: Standings; meanwhile?: Meanwhile };

export function formOf(policy: Policy): FlagsForm {
	return {
		allowReschedule: policy.allowReschedule,
		allowCancel: policy.allowCancel,
		realTimeAvailability: policy.realTimeAvailability,
		rescheduleNoticeHours: String(policy.rescheduleNoticeHours),
		cancelNoticeHours: String(policy.cancelNoticeHours),
		tooLateWords: policy.tooLateWords,
		leadTimeMinutes: String(policy.leadTimeMinutes),
		slotIntervalMinutes: String(policy.slotIntervalMinutes),
		furthestDays: String(policy.furthestDays),
		maxMoves: policy.maxMoves === null ? '' : String(policy.maxMoves),
		holdMinutes: String(policy.holdMinutes),
		allowEditDetails: policy.allowEditDetails,
		requireCancelComment: policy.requireCancelComment,
		rescheduleFieldworker: policy.rescheduleFieldworker,
		freezeTerms: policy.freezeTerms,
		requireEmailProof: policy.requireEmailProof,
		opened: openedOf(policy)
	};
}

export function policyOf(form: FlagsForm): Policy {
	return {
		allowReschedule: form.allowReschedule,
		allowCancel: form.allowCancel,
		realTimeAvailability: form.realTimeAvailability,
		rescheduleNoticeHours: Number(form.rescheduleNoticeHours),
		cancelNoticeHours: Number(form.cancelNoticeHours),
		tooLateWords: form.tooLateWords,
		leadTimeMinutes: Number(form.leadTimeMinutes),
		slotIntervalMinutes: Number(form.slotIntervalMinutes),
		furthestDays: Number(form.furthestDays),
		maxMoves: form.maxMoves === '' ? null : Number(form.maxMoves),
		holdMinutes: Number(form.holdMinutes),
		allowEditDetails: form.allowEditDetails,
		requireCancelComment: form.requireCancelComment,
		rescheduleFieldworker: form.rescheduleFieldworker,
		freezeTerms: form.freezeTerms,
		requireEmailProof: form.requireEmailProof
	};
}
