import { describe, expect, it } from 'vitest';
import type { BoardAnswer } from '../../../../src/routes/admin/_parts/board/contract.ts';
import { rangesAhead } from '../../../../src/routes/admin/_parts/board/data/ahead.ts';
import { keepAnswers } from '../../../../src/routes/admin/_parts/board/data/kept.ts';
import { pack, unpack } from '../../../../src/routes/admin/_parts/board/data/wire.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const booking = (id: number, startsAt: number): BoardAnswer['bookings'][number] => ({
	id,
	version: 3,
	status: 'no_show',
	startsAt,
	endsAt: startsAt + HOUR,
	customerId: 7,
	customerName: 'Ana Silva',
	customerEmail: 'ana@test.example',
	serviceId: 2,
	serviceName: 'Lesson',
	serviceColor: '#112233',
	fieldworkerId: 5,
	fieldworkerName: 'Mai',
	fieldworkerColor: '#445566',
	clash: true,
	mailPaused: true
});

const answer: BoardAnswer = {
	bookings: [booking(1001, 0), booking(1002, DAY)],
	blocked: [
		{
			id: 1,
			fieldworkerId: null,
			fieldworkerName: null,
			startsAt: 5 * HOUR,
			endsAt: 30 * HOUR,
			title: 'Fair'
		}
	],
	holds: [
		{
			id: 9,
			fieldworkerId: 5,
			startsAt: 2 * HOUR,
			endsAt: 3 * HOUR,
			until: 60_000,
			bookingId: null
		}
	],
	open: [
		{ fieldworkerId: null, from: 0, until: 10 * HOUR },
		{ fieldworkerId: 5, from: 0, until: 10 * HOUR },
		{ fieldworkerId: null, from: DAY, until: DAY + 10 * HOUR }
	],
	now: 1_000
};
const whole = { from: 0, until: 2 * DAY };
const first = { from: 0, until: DAY };

describe('an answer on its way', () => {
	it('is the same when it arrives', () => {
		const { open, ...rest } = unpack(JSON.parse(JSON.stringify(pack(answer))));
		expect(rest).toEqual({ ...answer, open: undefined });
		expect(open).toHaveLength(3);
		expect(open).toEqual(expect.arrayContaining(answer.open));
	});

	it('is a fifth as long for many bookings', () => {
		const many = {
			...answer,
			bookings: Array.from({ length: 500 }, (_, n) => booking(n, n * DAY))
		};
		expect(JSON.stringify(pack(many)).length).toBeLessThan(JSON.stringify(many).length / 5);
	});
});

describe('answers that are kept', () => {
	const keep = () => {
		const clock = { now: 0 };
		const kept = keepAnswers(() => clock.now);
		kept.put('', whole, answer);
		return { clock, kept };
	};

	it('serve any stretch of time inside their own, cut to it, their clock carried on', () => {
		const { clock, kept } = keep();
		clock.now = 5_000;
		expect(kept.find('', whole)).toEqual({ ...answer, now: 6_000 });
		const day = kept.find('', first);
		expect(day?.bookings.map(({ id }) => id)).toEqual([1001]);
		expect(day?.blocked).toHaveLength(1);
		expect(day?.open).toHaveLength(2);
		expect(kept.find('', { from: DAY, until: DAY + 4 * HOUR })?.open).toEqual([
			{ fieldworkerId: null, from: DAY, until: DAY + 4 * HOUR }
		]);
		expect(kept.find('', { from: DAY, until: 3 * DAY })).toBeUndefined();
		expect(kept.find('status=confirmed', first)).toBeUndefined();
	});

	it('have no hold that is over by now, and are given up after two minutes', () => {
		const { clock, kept } = keep();
		expect(kept.find('', first)?.holds).toHaveLength(1);
		clock.now = 59_000;
		expect(kept.find('', first)?.holds).toHaveLength(0);
		clock.now = 121_000;
		expect(kept.find('', first)).toBeUndefined();
	});

	it('are forgotten when something changes that is in them, and not for anything else', () => {
		const drops = (bookings: number[], from: number) => {
			const { kept } = keep();
			kept.drop({ bookings, spans: [{ fieldworkerId: 5, from, until: from + HOUR }] });
			return kept.find('', whole) === undefined;
		};
		expect(drops([], 3 * DAY)).toBe(false);
		expect(drops([2000], 2 * DAY)).toBe(false);
		expect(drops([1002], 3 * DAY)).toBe(true);
		expect(drops([2000], DAY)).toBe(true);
		const { kept } = keep();
		kept.drop(null);
		expect(kept.find('', whole)).toBeUndefined();
	});

	it('are forgotten for any booking where there is a filter: it may be let in by now', () => {
		const { kept } = keep();
		kept.put('status=completed', whole, { ...answer, bookings: [] });
		kept.drop({ bookings: [2000], spans: [] });
		expect(kept.find('status=completed', whole)).toBeUndefined();
		expect(kept.find('', whole)).toBeDefined();
	});

	it('are few: the oldest go', () => {
		const { kept } = keep();
		for (let n = 1; n <= 6; n++) kept.put(`search=${n}`, whole, answer);
		expect(kept.find('', whole)).toBeUndefined();
		expect(kept.find('search=1', whole)).toBeDefined();
	});
});

describe('what is read ahead', () => {
	const covers = (range: { from: number; until: number }, from: number, until: number) =>
		rangesAhead(range).some((one) => one.from <= from && one.until >= until);

	it('is the day or week before and after, and a month ahead, whatever the clocks do', () => {
		for (const length of [DAY, 7 * DAY]) {
			const shown = { from: 100 * DAY, until: 100 * DAY + length };
			expect(covers(shown, shown.until, shown.until + length + HOUR)).toBe(true);
			expect(covers(shown, shown.from - length - HOUR, shown.from)).toBe(true);
			expect(covers(shown, shown.until, shown.until + 30 * DAY)).toBe(true);
		}
	});

	it('is the month before, the next and the one after it, as a calendar shows them', () => {
		const shown = { from: 100 * DAY, until: 142 * DAY };
		for (const later of [28, 35, 56, 63, 70]) {
			const from = (100 + later) * DAY;
			expect(covers(shown, from - HOUR, from + 42 * DAY + HOUR)).toBe(true);
		}
		for (const earlier of [28, 35]) {
			const from = (100 - earlier) * DAY;
			expect(covers(shown, from - HOUR, from + 42 * DAY + HOUR)).toBe(true);
		}
	});

	it('is never more than one request may ask for', () => {
		for (const length of [1, 7, 28, 31, 35, 42]) {
			for (const { from, until } of rangesAhead({ from: 0, until: length * DAY })) {
				expect(until - from).toBeLessThanOrEqual(62 * DAY);
			}
		}
	});
});
