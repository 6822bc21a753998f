import { describe, expect, test } from 'vitest';
import { withoutRow } from '../../../src/routes/admin/settings/reminders/row-errors.ts';
import { formOf, reminderForm } from '../../../src/routes/admin/settings/reminders/schema.ts';
import { sayTooLate, tooLate } from '../../../src/routes/admin/settings/reminders/too-late.ts';

describe('what is wrong with the reminders', () => {
	test('goes with its row when another is removed', () => {
		const errors = { 0: ['first'], 2: ['third'], 3: ['fourth'] };
		expect(withoutRow(errors, 1)).toEqual({ 0: ['first'], 1: ['third'], 2: ['fourth'] });
		expect(withoutRow(errors, 2)).toEqual({ 0: ['first'], 2: ['fourth'] });
	});
});

describe('quiet hours', () => {
	test('leave at least an hour of the day', () => {
		const form = formOf({ reminderMinutes: [], quietHours: null, services: [] });
		const faultsOf = (quietFrom: string, quietUntil: string) =>
			reminderForm
				.safeParse({ ...form, quiet: true, quietFrom, quietUntil })
				.error?.issues.map(({ path }) => path.join('.'));
		expect(faultsOf('00:00', '23:59')).toEqual(['quietUntil']);
		expect(faultsOf('08:00', '07:30')).toEqual(['quietUntil']);
		expect(faultsOf('08:00', '07:00')).toBeUndefined();
	});
});

describe('a reminder', () => {
	const night = { quietHours: { fromMinute: 21 * 60, untilMinute: 7 * 60 } };
	const none = { quietHours: null };

	test('is too late for its links from the end of the notice window on', () => {
		expect(tooLate(24 * 60, 24, none)).toBe('always');
		expect(tooLate(24 * 60 + 15, 24, none)).toBe('never');
		expect(tooLate(24 * 60, 24, night)).toBe('always');
	});

	test('is judged by when it is sent: quiet hours bring some of them earlier', () => {
		expect(tooLate(12 * 60, 12, night)).toBe('sometimes');
		expect(tooLate(12 * 60, 12, none)).toBe('always');
		expect(tooLate(2 * 60, 24, night)).toBe('always');
	});

	test('tells of what is allowed at all, by its own notice', () => {
		const policy = {
			allowReschedule: true,
			allowCancel: true,
			rescheduleNoticeHours: 24,
			cancelNoticeHours: 1
		};
		const say = (minutes: number, changed = {}) =>
			sayTooLate(minutes, 'always', { settings: none, policy: { ...policy, ...changed } });
		expect(say(120)).toBe('reschedule online (24 hours’ notice)');
		expect(say(60)).toBe(
			'reschedule online (24 hours’ notice), or to cancel online (1 hour’s notice)'
		);
		expect(say(120, { cancelNoticeHours: 24 })).toBe(
			'reschedule or cancel online (24 hours’ notice)'
		);
		expect(say(120, { allowReschedule: false })).toBe('');
	});
});
