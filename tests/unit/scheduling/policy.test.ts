import { describe, expect, test } from 'vitest';
import {
	decide,
	decideNewTime,
	slotBounds,
	type Action,
	type BookingState,
	type Policy
} from '../../../src/lib/scheduling/policy.ts';
import { en } from '../../../src/lib/words/en/index.ts';
import { firstInstant } from './reference.ts';

const HOUR = 3_600_000;
const STARTS = Date.parse('2026-06-04T11:30Z');
const ENDS = STARTS + HOUR;
const booking: BookingState = {
	status: 'confirmed',
	startsAt: STARTS,
	endsAt: ENDS,
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

describe('what a customer may do', () => {
	const refused = (
		action: Action,
		of: Partial<BookingState>,
		under: Partial<Policy>,
		now: number
	) => {
		const decision = decide(
			action,
			{ ...booking, ...of },
			{ ...policy, ...under },
			now,
			en.refusals
		);
		if (decision.allowed) throw new Error('was allowed');
		return decision;
	};
	const LONG_BEFORE = STARTS - 500 * HOUR;

	test('a refusal is in the words of whoever reads it', () => {
		const refusals = { ...en.refusals, details_off: 'Nichts zu machen.' };
		const off = { ...policy, allowEditDetails: false };
		const decision = decide('edit', booking, off, LONG_BEFORE, refusals);
		expect(decision).toMatchObject({ allowed: false, words: 'Nichts zu machen.' });
	});

	test('a customer may move and cancel until each notice window begins', () => {
		expect(decide('reschedule', booking, policy, LONG_BEFORE, en.refusals)).toEqual({
			allowed: true,
			until: Date.parse('2026-06-03T11:30Z')
		});
		expect(decide('cancel', booking, policy, LONG_BEFORE, en.refusals)).toEqual({
			allowed: true,
			until: Date.parse('2026-06-02T11:30Z')
		});
	});

	test('the cut-off itself is too late, a millisecond before it is not', () => {
		const cutOff = Date.parse('2026-06-03T11:30Z');
		expect(decide('reschedule', booking, policy, cutOff - 1, en.refusals).allowed).toBe(true);
		expect(refused('reschedule', {}, {}, cutOff)).toMatchObject({
			reason: 'too_late',
			until: cutOff
		});
	});

	test('inside the window for cancelling, moving may still be allowed', () => {
		const now = STARTS - 30 * HOUR;
		expect(refused('cancel', {}, {}, now).reason).toBe('too_late');
		expect(decide('reschedule', booking, policy, now, en.refusals).allowed).toBe(true);
	});

	test('notice counts hours that pass, so a day of 23 hours moves the cut-off on the clock', () => {
		// Monday 1:00 in Berlin, after the night of Sunday 29 March: 24 hours before is Sunday 0:00.
		const startsAt = firstInstant('Europe/Berlin', '2026-03-30', 60);
		const decision = decide(
			'reschedule',
			{ ...booking, startsAt, endsAt: startsAt + HOUR },
			{ ...policy, rescheduleNoticeHours: 24 },
			0,
			en.refusals
		);
		expect(decision).toEqual({ allowed: true, until: startsAt - 24 * HOUR });
		expect(startsAt - 24 * HOUR).toBe(firstInstant('Europe/Berlin', '2026-03-29', 0));
	});

	test('without notice the cut-off is the start, and from then on it is past, not late', () => {
		const none = { rescheduleNoticeHours: 0 };
		expect(decide('reschedule', booking, { ...policy, ...none }, STARTS - 1, en.refusals)).toEqual({
			allowed: true,
			until: STARTS
		});
		expect(refused('reschedule', {}, none, STARTS).reason).toBe('past');
	});

	test('details can be changed until the start, whatever the notice', () => {
		expect(decide('edit', booking, policy, STARTS - 1, en.refusals)).toEqual({
			allowed: true,
			until: STARTS
		});
		expect(refused('edit', {}, { allowReschedule: false }, LONG_BEFORE).reason).toBe(
			'reschedule_off'
		);
	});

	test('details can be changed after the last move', () => {
		const moved = { ...booking, customerMoves: 3 };
		expect(
			decide('edit', moved, { ...policy, maxMoves: 3 }, LONG_BEFORE, en.refusals).allowed
		).toBe(true);
		expect(refused('reschedule', moved, { maxMoves: 3 }, LONG_BEFORE).reason).toBe('max_moves');
	});

	test('a cancelled booking says so, even where cancelling is off or its time has passed', () => {
		const cancelled = { status: 'cancelled' } as const;
		for (const now of [LONG_BEFORE, STARTS, ENDS + HOUR]) {
			expect(refused('cancel', cancelled, { allowCancel: false }, now)).toEqual({
				allowed: false,
				reason: 'cancelled',
				words: 'This booking has already been cancelled. You can schedule a new appointment.'
			});
		}
	});

	test('one that is under way is not told to book a new one', () => {
		expect(refused('reschedule', {}, {}, STARTS).words).toContain('has already started');
		expect(refused('reschedule', {}, {}, ENDS - 1).words).toContain('has already started');
		expect(refused('reschedule', {}, {}, ENDS).words).toContain('schedule a new appointment');
	});

	test("the business's own words are used for too late, and for nothing else", () => {
		const own = { tooLateWords: '  Please call 555 0100.\n' };
		expect(refused('cancel', {}, own, STARTS - 1).words).toBe('Please call 555 0100.');
		expect(refused('cancel', {}, { tooLateWords: ' \n' }, STARTS - 1).words).toBe(
			'It is too close to your appointment for it to be cancelled online. Please contact us and we will help you.'
		);
		expect(refused('cancel', {}, { ...own, allowCancel: false }, LONG_BEFORE).words).toBe(
			'Bookings cannot be cancelled online. Please contact us and we will help you.'
		);
	});

	test('who may never move is not told that they have', () => {
		expect(refused('reschedule', {}, { maxMoves: 0 }, LONG_BEFORE).words).not.toContain('You have');
		expect(
			refused('reschedule', { customerMoves: 1 }, { maxMoves: 1 }, LONG_BEFORE).words
		).toContain('You have');
	});
});

describe('a new time', () => {
	const ZONE = 'Europe/Berlin';
	// Half past eleven at night in Berlin, so that "today" is not the date in UTC plus a little.
	const now = firstInstant(ZONE, '2026-03-27', 23 * 60 + 30);
	const near = { ...policy, furthestDays: 2 };

	test('may start from the lead time on, up to the last moment of the furthest day', () => {
		const { earliest, latest } = slotBounds(near, now, ZONE);
		expect(earliest).toBe(now + 2 * HOUR);
		expect(latest).toBe(firstInstant(ZONE, '2026-03-30', 0) - 1);
	});

	test('is judged by the same bounds, both of them allowed', () => {
		const { earliest, latest } = slotBounds(near, now, ZONE);
		const judge = (startsAt: number) => decideNewTime(startsAt, near, now, ZONE, en.refusals);
		expect(judge(earliest)).toEqual({ allowed: true });
		expect(judge(latest)).toEqual({ allowed: true });
		expect(judge(earliest - 1)).toMatchObject({ allowed: false, reason: 'too_soon' });
		expect(judge(latest + 1)).toMatchObject({ allowed: false, reason: 'too_far' });
	});

	test('may be today only when the furthest day is today', () => {
		const today = { ...policy, furthestDays: 0, leadTimeMinutes: 0 };
		expect(slotBounds(today, now, ZONE)).toEqual({
			earliest: now,
			latest: firstInstant(ZONE, '2026-03-28', 0) - 1
		});
	});

	test("counts days in the business's zone", () => {
		const inKathmandu = slotBounds({ ...policy, furthestDays: 1 }, now, 'Asia/Kathmandu');
		expect(inKathmandu.latest).toBe(firstInstant('Asia/Kathmandu', '2026-03-30', 0) - 1);
	});
});
