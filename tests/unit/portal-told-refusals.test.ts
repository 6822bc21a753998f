import { describe, expect, it, test } from 'vitest';
import type { Decision, RefusalReason } from '../../src/lib/scheduling/policy.ts';
import { english } from '../../src/lib/words/index.ts';
import { offOf, refusedOf } from '../../src/routes/(portal)/b/[token]/told-refusals.ts';

const { refusals, booking } = english;

const can: Decision = { allowed: true, until: 0 };
const not = (reason: RefusalReason, words: string = reason): Decision => ({
	allowed: false,
	reason,
	words
});

const told = (reschedule: Decision, cancel: Decision) => refusedOf(reschedule, cancel, refusals);

describe('what cannot be done with a booking any more', () => {
	const late = not('too_late', 'Too close.');

	test.each([
		['all', can, can],
		['all that the business has done online', not('reschedule_off'), can],
		['nothing, as the business has nothing done online', not('reschedule_off'), not('cancel_off')]
	])('is not told where one can do %s', (_, reschedule, cancel) =>
		expect(told(reschedule, cancel)).toBeNull()
	);

	test.each([
		['to cancel', can, late, 'It is too late to cancel this online'],
		['to cancel', not('reschedule_off'), late, 'It is too late to cancel this online'],
		['to move it', late, can, 'It is too late to change the time online'],
		['to move it', late, not('cancel_off'), 'It is too late to change the time online']
	])('speaks of what it is too late for: %s', (_, reschedule, cancel, title) =>
		expect(told(reschedule, cancel)).toEqual({ title, words: 'Too close.', also: null, late: true })
	);

	it('speaks of both where both are over, in the business’s words or in ours', () => {
		const title = 'It is too late to change or cancel this online';
		expect(told(late, late)).toEqual({ title, words: 'Too close.', also: null, late: true });
		const ours = (action: 'reschedule' | 'cancel') => not('too_late', refusals.too_late(action));
		expect(told(ours('reschedule'), ours('cancel'))).toMatchObject({
			title,
			words: expect.stringMatching(/moved or cancelled online/)
		});
	});

	test.each([
		['which can be done', can, null],
		['which it is too late for', late, 'Too close.'],
		['which the business does itself', not('cancel_off'), null]
	])(
		'says that it was moved as often as may be, and of cancelling, %s, what is so',
		(_, cancel, also) =>
			expect(told(not('max_moves', 'Often enough.'), cancel)).toEqual({
				title: 'The time cannot be changed online',
				words: 'Often enough.',
				also,
				late: false
			})
	);
});

describe('what a business does not have done online', () => {
	const said = (...decisions: [Decision, Decision, Decision]) => {
		const off = offOf(...decisions);
		return off && booking.until.askUs(off);
	};
	const time = not('reschedule_off');
	const cancel = not('cancel_off');
	const details = not('details_off');

	test.each([
		['To change or cancel this booking, please contact us.', time, cancel, time],
		['To change this booking, please contact us.', time, can, time],
		['To cancel this booking, please contact us.', can, cancel, can],
		['To change your details, please contact us.', can, can, details],
		['To cancel this booking or change your details, please contact us.', can, cancel, details]
	])('is said in one line: %s', (line, ...decisions) => expect(said(...decisions)).toBe(line));

	it('is not said where there is nothing of the kind', () => {
		expect(said(can, can, can)).toBeNull();
		expect(said(not('too_late'), not('max_moves'), can)).toBeNull();
	});
});
