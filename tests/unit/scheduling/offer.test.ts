import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	timesOnOffer,
	type OfferRange,
	type OfferRules,
	type Taken,
	type Want
} from '../../../src/lib/scheduling/offer.ts';
import type { Policy } from '../../../src/lib/scheduling/policy.ts';
import type { WorkingHours } from '../../../src/lib/scheduling/working-hours.ts';
import { addDays, startOfDay } from '../../../src/lib/scheduling/zoned-time.ts';
import { roundTheClock, SEED, takenAround, WINDOWS, workingHours } from './arbitraries.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2030, 0, 8, 12);

const policy: Policy = {
	allowReschedule: true,
	allowCancel: true,
	realTimeAvailability: true,
	rescheduleNoticeHours: 0,
	cancelNoticeHours: 0,
	tooLateWords: '',
	leadTimeMinutes: 0,
	slotIntervalMinutes: 30,
	furthestDays: 730,
	maxMoves: null,
	holdMinutes: 5,
	allowEditDetails: true,
	requireCancelComment: false,
	rescheduleFieldworker: 'keep',
	freezeTerms: false,
	requireEmailProof: false
};

/** Open from noon to four, UTC, every day; a service of an hour. */
const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
	weekday,
	opensMinute: 720,
	closesMinute: 960
}));
const hours: WorkingHours = { weekly, exceptions: [] };
const rules: OfferRules = { timeZone: 'UTC', policy, hours: { business: hours, of: () => hours } };
const want = (...fieldworkerIds: number[]): Want => ({
	durationMinutes: 60,
	bufferBeforeMinutes: 0,
	bufferAfterMinutes: 0,
	fieldworkerIds,
	overrides: {}
});
const day: OfferRange = { from: '2030-01-08', until: '2030-01-09', now: NOON - 24 * HOUR };

/** A booking's id, a hold's negated, or 0 for a blocked event, and the hours after noon it takes. */
type Stretch = [owner: number, from: number, until: number];
const takenBy = (fieldworkerId: number, ...stretches: Stretch[]): Taken => ({
	fieldworkerId,
	starts: stretches.map(([, from]) => NOON + from * HOUR),
	ends: stretches.map(([, , until]) => NOON + until * HOUR),
	owners: stretches.map(([owner]) => owner)
});

/** The offer of the day in hours after noon. */
function offered(wanted: Want, taken: Taken[], range: Partial<OfferRange> = {}, rule = rules) {
	const { times, held } = timesOnOffer(rule, wanted, taken, { ...day, ...range });
	const after = (start: number) => (start - NOON) / HOUR;
	return { free: times.map(({ start }) => after(start)), held: held.map(after) };
}

describe('the times on offer', () => {
	const all = [0, 0.5, 1, 1.5, 2, 2.5, 3];

	it('are all that fit when nothing is taken', () => {
		expect(offered(want(1), [])).toEqual({ free: all, held: [] });
	});

	it('tell what is held from what is booked or blocked', () => {
		const taken = takenBy(1, [7, 0, 1], [-1, 1, 2], [0, 3, 4]);
		expect(offered(want(1), [taken])).toEqual({ free: [2], held: [1, 1.5] });
	});

	it('do not call a time held that a booking takes as well', () => {
		const taken = takenBy(1, [-1, 1, 2], [7, 2, 3]);
		expect(offered(want(1), [taken])).toEqual({ free: [0, 3], held: [0.5, 1] });
	});

	it('are free where one of them is, and held where the last one is', () => {
		const one = takenBy(1, [-1, 0, 2], [7, 2, 4]);
		const two = takenBy(2, [8, 1, 2], [-2, 2, 4]);
		expect(offered(want(1, 2), [one, two])).toEqual({
			free: [0],
			held: [0.5, 1, 1.5, 2, 2.5, 3].filter((hour) => hour !== 1.5)
		});
	});

	it('name the fieldworkers who are free, not those whose time is held', () => {
		const { times } = timesOnOffer(rules, want(1, 2), [takenBy(1, [-1, 0, 1])], day);
		expect(times.map(({ fieldworkerIds }) => fieldworkerIds)).toEqual([
			[2],
			[2],
			...Array.from({ length: 5 }, () => [1, 2])
		]);
	});

	it('have one’s own booking and hold among the free', () => {
		const taken = takenBy(1, [7, 0, 1], [-3, 1, 1.5], [-4, 3, 4]);
		expect(offered(want(1), [taken], { mine: new Set([7, -3]) })).toEqual({
			free: [0, 0.5, 1, 1.5, 2],
			held: [2.5, 3]
		});
	});

	it('do not take a booking for a hold of the same number', () => {
		const taken = takenBy(1, [7, 0, 1], [-7, 2, 3]);
		expect(offered(want(1), [taken], { mine: new Set([7]) })).toEqual({
			free: [0, 0.5, 1, 3],
			held: [1.5, 2, 2.5]
		});
		expect(offered(want(1), [taken], { mine: new Set([-7]) }).held).toEqual([]);
	});

	it('count what others take of them with buffers', () => {
		const buffered = { ...want(1), bufferAfterMinutes: 30 };
		expect(offered(buffered, [takenBy(1, [-1, 2, 3.5])])).toEqual({
			free: [0, 0.5],
			held: [1, 1.5, 2, 2.5, 3]
		});
	});

	it('are all of the working hours with real-time availability off, and none is held', () => {
		const off = { ...rules, policy: { ...policy, realTimeAvailability: false } };
		const taken = takenBy(1, [7, 0, 1], [-1, 1, 2], [0, 3, 4]);
		expect(offered(want(1), [taken], {}, off)).toEqual({ free: all, held: [] });
		expect(offered(want(1), [taken], { within: 'hours' })).toEqual({ free: all, held: [] });
	});

	it('and what is held keep to lead time and the furthest day', () => {
		const taken = [takenBy(1, [-1, 0, 4])];
		expect(offered(want(1), taken, { now: NOON + 1.75 * HOUR }).held).toEqual([2, 2.5, 3]);
		const near = { ...rules, policy: { ...policy, furthestDays: 0 } };
		expect(offered(want(1), taken, {}, near).held).toEqual([]);
	});
});

describe('whatever is taken, by whomever', () => {
	const owner = fc.constantFrom(0, 1, 2, 3, -1, -2, -3);
	const given = fc.constantFrom(...WINDOWS).chain((window) => {
		const takenOf = (fieldworkerId: number) =>
			fc.array(fc.tuple(takenAround(window), owner), { maxLength: 4 }).map((groups): Taken => {
				const all = groups.flatMap(([list, owner]) => list.map((one) => ({ ...one, owner })));
				all.sort((a, b) => a.start - b.start);
				return {
					fieldworkerId,
					starts: all.map(({ start }) => start),
					ends: all.map(({ end }) => end),
					owners: all.map(({ owner }) => owner)
				};
			});
		return fc.record({
			rules: fc
				.tuple(
					fc.array(workingHours(window), { minLength: 3, maxLength: 3 }),
					fc.constantFrom(15, 30, 45)
				)
				.map(([each, step]): OfferRules => ({
					timeZone: window.zone,
					policy: { ...policy, slotIntervalMinutes: step },
					hours: { business: roundTheClock, of: (id) => each[id - 1]! }
				})),
			want: fc.record({
				durationMinutes: fc.constantFrom(15, 60, 90),
				bufferBeforeMinutes: fc.constantFrom(0, 15),
				bufferAfterMinutes: fc.constantFrom(0, 30),
				fieldworkerIds: fc.subarray([1, 2, 3], { minLength: 1 }),
				overrides: fc.constant({})
			}),
			taken: fc.tuple(takenOf(1), takenOf(2), takenOf(3)).map((all): Taken[] => all),
			range: fc.array(owner, { maxLength: 3 }).map((mine): OfferRange => ({
				from: window.from,
				until: addDays(window.until, 1),
				now: startOfDay(window.zone, window.from) - 1,
				mine: new Set(mine)
			}))
		});
	});
	type Given = typeof given extends fc.Arbitrary<infer T> ? T : never;

	const offerOf = ({ rules, want, taken, range }: Given) => timesOnOffer(rules, want, taken, range);
	const startsOf = (given: Given) => offerOf(given).times.map(({ start }) => start);
	/** The same, but for the stretches of some owners. */
	const without = (given: Given, gone: (owner: number) => boolean): Given => ({
		...given,
		taken: given.taken.map(({ fieldworkerId, ...lists }) => {
			const stays = (_: number, index: number) => !gone(lists.owners[index]!);
			return {
				fieldworkerId,
				starts: lists.starts.filter(stays),
				ends: lists.ends.filter(stays),
				owners: lists.owners.filter(stays)
			};
		})
	});
	const always = (property: (given: Given) => void) =>
		fc.assert(fc.property(given, property), { seed: SEED, numRuns: 150 });

	it('what is free is not held, and both are in order', () => {
		always((given) => {
			const { times, held } = offerOf(given);
			const free = times.map(({ start }) => start);
			expect(new Set(free).isDisjointFrom(new Set(held))).toBe(true);
			expect(free).toEqual(free.toSorted((a, b) => a - b));
			expect(held).toEqual(held.toSorted((a, b) => a - b));
		});
	});

	it('free and held together are what would be free without holds', () => {
		always((given) => {
			const { times, held } = offerOf(given);
			const together = [...times.map(({ start }) => start), ...held].sort((a, b) => a - b);
			expect(together).toEqual(startsOf(without(given, (owner) => owner < 0)));
		});
	});

	it('one’s own is as good as not there', () => {
		always((given) => {
			const mine = (owner: number) => given.range.mine!.has(owner);
			expect(offerOf(given)).toEqual(offerOf(without(given, mine)));
		});
	});

	it('nobody is shown more for holding something, but for what they hold', () => {
		always((given) => {
			const bare = { ...given, range: { ...given.range, mine: new Set<number>() } };
			const seen = new Set(startsOf(given));
			for (const start of startsOf(bare)) expect(seen.has(start)).toBe(true);
		});
	});

	it('any of them is what each of them is', () => {
		always((given) => {
			const each = given.want.fieldworkerIds.map((id) => ({
				id,
				offer: offerOf({ ...given, want: { ...given.want, fieldworkerIds: [id] } })
			}));
			const { times, held } = offerOf(given);
			for (const { start, fieldworkerIds } of times) {
				const free = each.filter(({ offer }) => offer.times.some((time) => time.start === start));
				expect(fieldworkerIds).toEqual(free.map(({ id }) => id));
			}
			const free = new Set(each.flatMap(({ offer }) => offer.times.map(({ start }) => start)));
			const heldByEach = new Set(each.flatMap(({ offer }) => offer.held));
			expect(times).toHaveLength(free.size);
			expect(new Set(held)).toEqual(heldByEach.difference(free));
		});
	});

	it('nothing counts with real-time availability off, nor within hours alone', () => {
		always((given) => {
			const all = startsOf(without(given, () => true));
			const policy = { ...given.rules.policy, realTimeAvailability: false };
			for (const other of [
				{ ...given, rules: { ...given.rules, policy } },
				{ ...given, range: { ...given.range, within: 'hours' as const } }
			]) {
				expect(startsOf(other)).toEqual(all);
				expect(offerOf(other).held).toEqual([]);
			}
		});
	});
});
