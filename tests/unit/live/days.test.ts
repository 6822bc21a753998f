import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadDays } from '../../../src/lib/components/times/months.ts';
import { newer, rememberDays } from '../../../src/lib/live/days.ts';
import type { Day, OwnDay } from '../../../src/lib/live/messages.ts';

const DATE = '2026-11-24';
const MINUTE = 60_000;
const day = (version: number, free: number[], at = version): Day => ({
	...{ date: DATE, version, at, free, held: [] }
});
const same = (version: number): OwnDay => ({ date: DATE, version, at: version, shared: true });

const month = (): ReadDays => ({
	version: 5,
	at: 5,
	from: '2026-11-20',
	until: '2026-12-01',
	days: [
		{ date: '2026-11-23', starts: [10 * MINUTE], held: [] },
		{ date: DATE, starts: [20 * MINUTE], held: [] }
	]
});

describe('the days that were heard of', () => {
	it('keep the newer of two, and the later one of the same version', () => {
		const days = rememberDays();
		expect(days.heard(day(2, [1], 10))).toBe(true);
		expect(days.heard(day(1, [2], 99))).toBe(false);
		expect(days.heard(day(2, [3], 9))).toBe(false);
		expect(days.heard(day(2, [4], 11))).toBe(true);
		expect(days.dayOf(DATE)?.free).toEqual([4]);
	});

	it('let the customer’s own day stand in for the shared one until they are the same again', () => {
		const days = rememberDays();
		days.heard(day(1, [1]));
		days.heardOwn(day(2, [1, 2]));
		days.heard(day(3, [9]));
		expect(days.dayOf(DATE)?.free).toEqual([1, 2]);
		days.heardOwn(same(4));
		expect(days.dayOf(DATE)?.free).toEqual([9]);
	});

	it('keep the own day when the word that it is shared comes before the shared one', () => {
		const days = rememberDays();
		days.heard(day(1, [1]));
		days.heardOwn(day(3, [1, 2]));
		days.heardOwn(same(4));
		expect(days.dayOf(DATE)?.free).toEqual([1, 2]);
		days.heard(day(4, [7]));
		expect(days.dayOf(DATE)?.free).toEqual([7]);
	});

	it('do not go back to an own day that is older than what is shown', () => {
		const days = rememberDays();
		days.heard(day(5, [5]));
		expect(days.heardOwn(day(4, [4]))).toBe(false);
		expect(days.dayOf(DATE)?.free).toEqual([5]);
	});

	it('end the same in any order, with doubles and without some, and never go back', () => {
		// Of each version what everybody gets and, where the customer's own things touch the day (or
		// just ceased to), what they get.
		const histories = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }).map((touched) =>
			touched.flatMap((own, index): { to: 'all' | 'one'; message: OwnDay }[] => {
				const version = index + 1;
				const shared = { to: 'all', message: day(version, [version]) } as const;
				if (own) return [shared, { to: 'one', message: day(version, [version, -version]) }];
				return touched[index - 1] ? [shared, { to: 'one', message: same(version) }] : [shared];
			})
		);
		const deliveries = histories.chain((sent) =>
			fc
				.record({
					lost: fc.array(fc.boolean(), { minLength: sent.length, maxLength: sent.length }),
					doubled: fc.subarray(sent)
				})
				.chain(({ lost, doubled }) => {
					const isLast = (index: number) =>
						!sent.slice(index + 1).some(({ to }) => to === sent[index]!.to);
					const arriving = sent.filter((_, index) => !lost[index] || isLast(index));
					const all = [...arriving, ...doubled];
					return fc
						.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
						.map((order) => ({ sent, order }));
				})
		);
		fc.assert(
			fc.property(deliveries, ({ sent, order }) => {
				const days = rememberDays();
				for (const { to, message } of order) {
					const before = days.dayOf(DATE);
					if (to === 'one') days.heardOwn(message);
					else days.heard(message as Day);
					const after = days.dayOf(DATE);
					if (before) expect(newer(before, after!)).toBe(false);
				}
				const own = sent.findLast(({ to }) => to === 'one')?.message;
				const shared = sent.findLast(({ to }) => to === 'all')!.message;
				expect(days.dayOf(DATE)).toEqual(own && 'free' in own ? own : shared);
			}),
			{ numRuns: 500 }
		);
	});
});

describe('days that were read', () => {
	it('stays the very same while nothing newer was heard', () => {
		const days = rememberDays();
		days.heard(day(4, [1]));
		const read = month();
		expect(days.merge(read)).toBe(read);
	});

	it('takes days that are newer, in instants, new ones in their place', () => {
		const days = rememberDays();
		days.heard(day(6, [30, 60]));
		days.heard({ ...day(6, []), date: '2026-11-22', held: [5] });
		days.heard({ ...day(6, [1]), date: '2026-12-01' });
		expect(days.merge(month()).days).toEqual([
			{ date: '2026-11-22', starts: [], held: [5 * MINUTE] },
			{ date: '2026-11-23', starts: [10 * MINUTE], held: [] },
			{ date: DATE, starts: [30 * MINUTE, 60 * MINUTE], held: [] }
		]);
	});

	it('loses days without times', () => {
		const days = rememberDays();
		days.heard(day(6, []));
		expect(days.merge(month()).days.map(({ date }) => date)).toEqual(['2026-11-23']);
	});

	it('of the same version takes what was read later', () => {
		const days = rememberDays();
		days.heard(day(5, [1], 4));
		expect(days.merge(month())).toEqual(month());
		days.heard(day(5, [1], 6));
		expect(days.merge(month()).days.at(-1)?.starts).toEqual([MINUTE]);
	});
});
