import { describe, expect, it, test } from 'vitest';
import {
	decide,
	type Action,
	type BookingState,
	type BookingStatus,
	type Policy,
	type RefusalReason
} from '../../../src/lib/scheduling/policy.ts';
import {
	refusalTitle,
	refusalWords,
	suggestsNewBooking
} from '../../../src/lib/scheduling/refusals.ts';
import { en } from '../../../src/lib/words/en/index.ts';
import { isMarked, marked } from '../../support/marked-words.ts';

const HOUR = 3_600_000;
const ENDS = Date.UTC(2026, 10, 24, 15);
const title = (reason: RefusalReason, action: Action, now = ENDS) =>
	refusalTitle(reason, action, { endsAt: ENDS }, now, en.refusals);

describe('the line above the words of a refusal', () => {
	test('says what the booking is, whatever was wanted', () => {
		expect(title('cancelled', 'cancel')).toBe('This booking is already cancelled');
		expect(title('cancelled', 'reschedule')).toBe('This booking is cancelled');
		expect(title('completed', 'cancel')).toBe('This appointment has taken place');
		expect(title('no_show', 'edit')).toBe('This appointment was missed');
		expect(title('past', 'reschedule', ENDS - 1)).toBe('This appointment is under way');
		expect(title('past', 'reschedule', ENDS)).toBe('This appointment is over');
	});

	test('or what cannot be done online', () => {
		expect(title('cancel_off', 'cancel')).toBe('This booking cannot be cancelled online');
		expect(title('reschedule_off', 'edit')).toBe('This booking cannot be changed online');
		expect(title('max_moves', 'reschedule')).toBe('This booking cannot be moved online');
		expect(title('too_late', 'reschedule')).toBe('This booking cannot be moved online now');
	});
});

test('a new appointment is suggested where there is none to keep', () => {
	const suggested = (reason: RefusalReason, now = ENDS) =>
		suggestsNewBooking(reason, { endsAt: ENDS }, now);
	expect(suggested('cancelled')).toBe(true);
	expect(suggested('completed')).toBe(true);
	expect(suggested('no_show')).toBe(true);
	expect(suggested('past')).toBe(true);
	expect(suggested('past', ENDS - 1)).toBe(false);
	expect(suggested('too_late')).toBe(false);
	expect(suggested('cancel_off')).toBe(false);
});

describe('every refusal of every action', () => {
	const policy: Policy = {
		allowReschedule: true,
		allowCancel: true,
		realTimeAvailability: true,
		rescheduleNoticeHours: 24,
		cancelNoticeHours: 24,
		tooLateWords: '',
		leadTimeMinutes: 60,
		slotIntervalMinutes: 30,
		furthestDays: 90,
		maxMoves: 3,
		holdMinutes: 5,
		allowEditDetails: true,
		requireCancelComment: false,
		rescheduleFieldworker: 'keep',
		freezeTerms: false,
		requireEmailProof: false
	};
	const booking: BookingState = {
		status: 'confirmed',
		startsAt: ENDS - HOUR,
		endsAt: ENDS,
		customerMoves: 0
	};
	const actions: Action[] = ['reschedule', 'cancel', 'edit'];
	const reasons: Record<RefusalReason, true> = {
		reschedule_off: true,
		cancel_off: true,
		details_off: true,
		comment_required: true,
		cancelled: true,
		completed: true,
		no_show: true,
		past: true,
		too_late: true,
		max_moves: true,
		fieldworker_gone: true
	};
	const all = Object.keys(reasons).flatMap((reason) =>
		actions.flatMap((action) =>
			[ENDS - 30 * HOUR, ENDS - HOUR / 2, ENDS].map((now) => ({
				...{ reason: reason as RefusalReason, action, now }
			}))
		)
	);

	it.each(all)('says what is so: $reason, $action, at $now', ({ reason, action, now }) => {
		const said = refusalTitle(reason, action, booking, now, en.refusals);
		expect(said).toMatch(/^(This|The|A) [a-z][^.!_]+$/);
	});

	it.each(all)('says what can be done: $reason, $action, at $now', ({ reason, action, now }) => {
		const said = refusalWords(reason, action, booking, policy, now, en.refusals);
		expect(said).toMatch(/^[A-Z][^]*\.$/);
		expect(said).toMatch(
			/please contact us|please tell us why|you can schedule a new appointment/i
		);
		expect(said, 'no jargon and no codes').not.toMatch(/slot|policy|token|version|_|undefined/i);
		if (suggestsNewBooking(reason, booking, now)) {
			expect(said).toContain('You can schedule a new appointment.');
		}
	});

	it.each(all)('is in the words that are given: $reason, $action, at $now', (refused) => {
		const { reason, action, now } = refused;
		const { refusals } = marked;
		expect(refusalTitle(reason, action, booking, now, refusals)).toSatisfy(isMarked);
		expect(refusalWords(reason, action, booking, policy, now, refusals)).toSatisfy(isMarked);
	});

	it('is met by decide() with those words', () => {
		const met = new Set<string>();
		for (const action of actions) {
			const states: [BookingState, Policy, number][] = [
				...(['cancelled', 'completed', 'no_show'] satisfies BookingStatus[]).map(
					(status): [BookingState, Policy, number] => [{ ...booking, status }, policy, ENDS]
				),
				[booking, policy, ENDS],
				[booking, { ...policy, allowReschedule: false }, 0],
				[booking, { ...policy, allowCancel: false }, 0],
				[booking, { ...policy, allowEditDetails: false }, 0],
				[booking, { ...policy, maxMoves: 0 }, 0],
				[{ ...booking, fieldworker: { id: 1 }, service: { doneBy: [] } }, policy, 0],
				[booking, policy, ENDS - 2 * HOUR]
			];
			for (const [state, rules, now] of states) {
				const decision = decide(action, state, rules, now, en.refusals);
				if (decision.allowed) continue;
				met.add(decision.reason);
				expect(decision.words).toBe(
					refusalWords(decision.reason, action, state, rules, now, en.refusals)
				);
			}
		}
		// That a word of why is missing is found when one cancels.
		expect([...met, 'comment_required'].sort()).toEqual(Object.keys(reasons).sort());
	});

	it('says the business’s own words where it is too late', () => {
		const own = { ...policy, tooLateWords: ' Ring us. ' };
		expect(refusalWords('too_late', 'cancel', booking, own, 0, en.refusals)).toBe('Ring us.');
	});
});
