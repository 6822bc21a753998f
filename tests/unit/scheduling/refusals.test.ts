import { describe, expect, test } from 'vitest';
import type { Action, RefusalReason } from '../../../src/lib/scheduling/policy.ts';
import { refusalTitle, suggestsNewBooking } from '../../../src/lib/scheduling/refusals.ts';

const ENDS = Date.UTC(2026, 10, 24, 15);
const title = (reason: RefusalReason, action: Action, now = ENDS) =>
	refusalTitle(reason, action, { endsAt: ENDS }, now);

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
