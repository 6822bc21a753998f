import { describe, expect, it } from 'vitest';
import { en } from '../../../src/lib/words/en/index.ts';
import { decide, type BookingState, type Policy } from '../../../src/lib/scheduling/policy.ts';
import { takersFor, takersOf } from '../../../src/lib/scheduling/with-whom.ts';

const people = (...ids: number[]) => ids.map((id) => ({ id }));
/** A booking with fieldworker 2, whose service these do now. */
const doneBy = (...ids: number[]) => ({
	fieldworker: { id: 2 },
	service: { doneBy: people(...ids) }
});
const by = (rescheduleFieldworker: Policy['rescheduleFieldworker']) => ({ rescheduleFieldworker });

describe('with whom a booking may get another time', () => {
	it('is its own fieldworker where that one is kept, and the others once they are gone', () => {
		expect(takersOf(doneBy(1, 2, 3), by('keep'))).toEqual(people(2));
		expect(takersOf(doneBy(1, 3), by('keep'))).toEqual(people(1, 3));
		expect(takersOf(doneBy(), by('keep'))).toEqual([]);
	});

	it.each(['any', 'choose'] as const)('is everybody who does it, its own first: %s', (rule) => {
		expect(takersOf(doneBy(1, 2, 3), by(rule))).toEqual(people(2, 1, 3));
		expect(takersOf(doneBy(1, 3), by(rule))).toEqual(people(1, 3));
	});
});

describe('what a choice means', () => {
	const cases = [
		// rule, who does it, choice, who may be asked
		['keep', [1, 2, 3], undefined, [2]],
		['keep', [1, 2, 3], 2, [2]],
		['keep', [1, 2, 3], 1, null],
		['keep', [1, 2, 3], 'any', null],
		['keep', [1, 3], undefined, [1, 3]],
		['keep', [1, 3], 'any', [1, 3]],
		['keep', [1, 3], 3, null],
		['keep', [], undefined, []],
		['any', [1, 2, 3], undefined, [2, 1, 3]],
		['any', [1, 2, 3], 'any', [2, 1, 3]],
		['any', [1, 2, 3], 2, [2]],
		['any', [1, 2, 3], 3, null],
		['any', [1, 3], undefined, [1, 3]],
		['any', [1, 3], 2, null],
		['choose', [1, 2, 3], undefined, [2]],
		['choose', [1, 2, 3], 'any', [2, 1, 3]],
		['choose', [1, 2, 3], 3, [3]],
		['choose', [1, 2, 3], 9, null],
		['choose', [1, 3], undefined, [1, 3]],
		['choose', [1, 3], 2, null],
		['choose', [], 'any', []]
	] as const;
	it.each(cases)('%s, done by %j, chosen %j: %j', (rule, ids, choice, expected) => {
		expect(takersFor(doneBy(...ids), by(rule), choice)).toEqual(expected);
	});
});

describe('a booking that nobody could take', () => {
	const HOUR = 3_600_000;
	const policy: Policy = {
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
		requireEmailProof: false
	};
	const state = (...ids: number[]): BookingState => ({
		status: 'confirmed',
		startsAt: 100 * HOUR,
		endsAt: 101 * HOUR,
		customerMoves: 0,
		...doneBy(...ids)
	});

	it('is not moved, but it is cancelled and its details are changed', () => {
		const refused = { allowed: false, reason: 'fieldworker_gone' };
		expect(decide('reschedule', state(), policy, 0, en.refusals)).toMatchObject(refused);
		expect(decide('cancel', state(), policy, 0, en.refusals)).toMatchObject({ allowed: true });
		expect(decide('edit', state(), policy, 0, en.refusals)).toMatchObject({ allowed: true });
	});

	it.each(['keep', 'any', 'choose'] as const)('is none while others do it: %s', (rule) => {
		const policyOf = { ...policy, rescheduleFieldworker: rule };
		expect(decide('reschedule', state(1, 3), policyOf, 0, en.refusals)).toMatchObject({
			allowed: true
		});
		expect(decide('reschedule', state(), policyOf, 0, en.refusals)).toMatchObject({
			reason: 'fieldworker_gone'
		});
	});

	it('tells of what cannot be helped first: that moving is off', () => {
		const off = { ...policy, allowReschedule: false };
		expect(decide('reschedule', state(), off, 0, en.refusals)).toMatchObject({
			reason: 'reschedule_off'
		});
	});
});
