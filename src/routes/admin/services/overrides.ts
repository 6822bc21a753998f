import { z } from 'zod';
import type { Policy, PolicyOverrides } from '$lib/scheduling/policy';
import { whole, words } from '../_parts/whole';

const WHOLE = {
	rescheduleNoticeHours: { unit: 'hours', from: 0, to: 8760 },
	cancelNoticeHours: { unit: 'hours', from: 0, to: 8760 },
	leadTimeMinutes: { unit: 'minutes', from: 0, to: 525_600 },
	slotIntervalMinutes: { unit: 'minutes', from: 5, to: 480 },
	furthestDays: { unit: 'days', from: 1, to: 730 }
} as const;

type WholeName = keyof typeof WHOLE;
const wholeNames = Object.keys(WHOLE) as WholeName[];

const blankOr = (what: string, from: number, to: number, end: string) =>
	z
		.string()
		.trim()
		.refine(
			(typed) => typed === '' || whole(what, from, to).safeParse(typed).success,
			`Type a whole number of ${what}, from ${from} to ${to}${end}.`
		);

/** Nothing typed: as the business has it. */
const orBlank = (name: WholeName) => {
	const { unit, from, to } = WHOLE[name];
	return blankOr(unit, from, to, ', or leave this blank');
};

const threeWay = z.enum(['business', 'on', 'off'], 'Choose one of these.');

/**
 * The rules of a service's own as a form holds them: numbers and words are blank, and choices are
 * `business`, where the business's rules count.
 */
export const overridesForm = z.object({
	allowReschedule: threeWay.default('business'),
	allowCancel: threeWay.default('business'),
	rescheduleNoticeHours: orBlank('rescheduleNoticeHours'),
	cancelNoticeHours: orBlank('cancelNoticeHours'),
	leadTimeMinutes: orBlank('leadTimeMinutes'),
	slotIntervalMinutes: orBlank('slotIntervalMinutes'),
	furthestDays: orBlank('furthestDays'),
	moves: z.enum(['business', 'unlimited', 'limited'], 'Choose one of these.').default('business'),
	/** Counts where `moves` is `limited`. */
	maxMoves: blankOr('moves', 0, 1000, ''),
	tooLateWords: words(500)
});

export type OverridesForm = z.infer<typeof overridesForm>;

/** The form of what a service has of its own. */
export function formOfOverrides(own: PolicyOverrides): OverridesForm {
	const choice = (value: boolean | undefined) =>
		value === undefined ? 'business' : value ? 'on' : 'off';
	const typed = (value: number | null | undefined) => String(value ?? '');
	return {
		allowReschedule: choice(own.allowReschedule),
		allowCancel: choice(own.allowCancel),
		rescheduleNoticeHours: typed(own.rescheduleNoticeHours),
		cancelNoticeHours: typed(own.cancelNoticeHours),
		leadTimeMinutes: typed(own.leadTimeMinutes),
		slotIntervalMinutes: typed(own.slotIntervalMinutes),
		furthestDays: typed(own.furthestDays),
		moves:
			own.maxMoves === undefined ? 'business' : own.maxMoves === null ? 'unlimited' : 'limited',
		maxMoves: typed(own.maxMoves),
		tooLateWords: own.tooLateWords ?? ''
	};
}

/** What a service has of its own, as the form says it; what is the business's is absent. */
export function overridesOf(form: OverridesForm): PolicyOverrides {
	const own: PolicyOverrides = {};
	if (form.allowReschedule !== 'business') own.allowReschedule = form.allowReschedule === 'on';
	if (form.allowCancel !== 'business') own.allowCancel = form.allowCancel === 'on';
	for (const name of wholeNames) if (form[name] !== '') own[name] = Number(form[name]);
	if (form.moves === 'unlimited') own.maxMoves = null;
	if (form.moves === 'limited') own.maxMoves = Number(form.maxMoves);
	if (form.tooLateWords !== '') own.tooLateWords = form.tooLateWords;
	return own;
}

/** "1 hour", "2 hours" */
const count = (value: number, unit: string) =>
	`${value} ${value === 1 ? unit.replace(/s$/, '') : unit}`;

/** What the business's own rule is, in words: "24 hours (the business’s)". */
export function sayTheBusinesss(name: WholeName, policy: Policy): string {
	return `${count(policy[name], WHOLE[name].unit)} (the business’s)`;
}

/** "no limit", "at most 2 moves" */
export const sayMoves = (maxMoves: number | null) =>
	maxMoves === null ? 'no limit' : `at most ${count(maxMoves, 'moves')}`;
