import { z } from 'zod';
import type { Policy } from '$lib/scheduling/policy';

/** A whole number as somebody types it. It stays text, so that a wrong one can be shown again. */
const whole = (what: string, from: number, to: number) =>
	z
		.string()
		.trim()
		.refine(
			(typed) => /^\d+$/.test(typed) && Number(typed) >= from && Number(typed) <= to,
			`Type a whole number of ${what}, from ${from} to ${to}.`
		);

/** The booking flags as their form holds them; the bounds are those of the table. */
export const flagsForm = z.object({
	allowReschedule: z.boolean(),
	allowCancel: z.boolean(),
	realTimeAvailability: z.boolean(),
	rescheduleNoticeHours: whole('hours', 0, 8760),
	cancelNoticeHours: whole('hours', 0, 8760),
	tooLateWords: z
		.string()
		.trim()
		.max(500, 'Keep this to 500 characters at most.')
		.refine((words) => !words.includes('\0'), 'There is a character in this that cannot be kept.'),
	leadTimeMinutes: whole('minutes', 0, 525_600),
	slotIntervalMinutes: whole('minutes', 5, 480),
	furthestDays: whole('days', 1, 730),
	maxMoves: z.union(
		[z.literal(''), whole('moves', 0, 1000)],
		'Type a whole number of moves, from 0 to 1000, or leave it blank for no limit.'
	),
	holdMinutes: whole('minutes', 0, 60)
});

export type FlagsForm = z.infer<typeof flagsForm>;

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
		holdMinutes: String(policy.holdMinutes)
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
		holdMinutes: Number(form.holdMinutes)
	};
}
