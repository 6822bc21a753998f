import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
	decide,
	type BookingState,
	type Decision,
	type Policy,
	type RefusalReason
} from '../../../src/lib/scheduling/policy.ts';
import { en } from '../../../src/lib/words/en/index.ts';

const HOUR = 3_600_000;
const STARTS = Date.parse('2026-06-04T11:30Z');
const booking: BookingState = {
	status: 'confirmed',
	startsAt: STARTS,
	endsAt: STARTS + HOUR,
	customerMoves: 0
};
const policy: Policy = {
	allowReschedule: true,
	allowCancel: true,
	realTimeAvailability: true,
	rescheduleNoticeHours: 24,
	cancelNoticeHours: 48,
	tooLateWords: '',
	leadTimeMinutes: 120,
	slotIntervalMinutes: 15,
	furthestDays: 60,
	maxMoves: null,
	holdMinutes: 5,
	allowEditDetails: true,
	requireCancelComment: false,
	rescheduleFieldworker: 'keep',
	freezeTerms: false,
	requireEmailProof: false
};

/** Every way to take one value of each axis. */
function combinations<Axes extends Record<string, readonly unknown[]>>(axes: Axes) {
	type Combination = { [Axis in keyof Axes]: Axes[Axis][number] };
	return Object.entries(axes).reduce<object[]>(
		(all, [axis, values]) =>
			all.flatMap((one) => values.map((value) => ({ ...one, [axis]: value }))),
		[{}]
	) as Combination[];
}

describe('every combination', () => {
	/** A millisecond in hours, to stand just before and just after a cut-off. */
	const MS = 1 / HOUR;
	const ALL = combinations({
		action: ['reschedule', 'cancel', 'edit'],
		status: ['confirmed', 'completed', 'no_show', 'cancelled'],
		allowReschedule: [true, false],
		allowCancel: [true, false],
		rescheduleNoticeHours: [0, 24, 48],
		cancelNoticeHours: [0, 24, 48],
		moves: [
			{ maxMoves: null, customerMoves: 0, more: true },
			{ maxMoves: null, customerMoves: 99, more: true },
			{ maxMoves: 0, customerMoves: 0, more: false },
			{ maxMoves: 2, customerMoves: 1, more: true },
			{ maxMoves: 2, customerMoves: 2, more: false },
			{ maxMoves: 2, customerMoves: 3, more: false }
		],
		hoursLeft: [500, 48 + MS, 48, 48 - MS, 24 + MS, 24, 24 - MS, 1, MS, 0, -MS, -0.5, -1, -500]
	} as const);

	/** The refusals in the order in which they are given, each judged apart from the others. */
	function expected(c: (typeof ALL)[number]): Pick<Decision, 'allowed' | 'until'> & {
		reason?: RefusalReason;
	} {
		const notice = {
			reschedule: c.rescheduleNoticeHours,
			cancel: c.cancelNoticeHours,
			edit: 0
		}[c.action];
		const applies: [RefusalReason, boolean][] = [
			['cancelled', c.status === 'cancelled'],
			['completed', c.status === 'completed'],
			['no_show', c.status === 'no_show'],
			['past', c.hoursLeft <= 0],
			['reschedule_off', !c.allowReschedule && ['reschedule', 'edit'].includes(c.action)],
			['cancel_off', !c.allowCancel && c.action === 'cancel'],
			['max_moves', !c.moves.more && c.action === 'reschedule'],
			['too_late', c.hoursLeft <= notice]
		];
		const until = STARTS - notice * HOUR;
		const reason = applies.find(([, applies]) => applies)?.[0];
		if (!reason) return { allowed: true, until };
		return reason === 'too_late' ? { allowed: false, reason, until } : { allowed: false, reason };
	}

	test('of action, status, flags, windows, time and moves is judged as the rules say', () => {
		expect(ALL).toHaveLength(3 * 4 * 2 * 2 * 3 * 3 * 6 * 14);
		const wrong = ALL.map((c) => {
			const { words, ...decision } = {
				words: undefined,
				...decide(
					c.action,
					{ ...booking, status: c.status, customerMoves: c.moves.customerMoves },
					{ ...policy, ...c, maxMoves: c.moves.maxMoves },
					STARTS - Math.round(c.hoursLeft * HOUR),
					en.refusals
				)
			};
			const says = decision.allowed ? !words : /^[A-Z][^<>{}]{20,}\.$/.test(words ?? '');
			return { c, decision, words, says, expected: expected(c) };
		}).filter(({ decision, says, expected }) => !says || !isDeepStrictEqual(decision, expected));
		expect(wrong.slice(0, 3)).toEqual([]);
	});
});
