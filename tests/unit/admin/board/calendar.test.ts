import { describe, expect, it } from 'vitest';
import { addressOf, askedFor } from '../../../../src/routes/admin/_parts/board/address.ts';
import type { BoardAnswer } from '../../../../src/routes/admin/_parts/board/contract.ts';
import { closedTimes, isOpen } from '../../../../src/routes/admin/_parts/board/hours.ts';
import { turned } from '../../../../src/routes/admin/_parts/board/turn.ts';
import { verdictOf } from '../../../../src/routes/admin/_parts/board/verdict.ts';
import { initialsOf } from '../../../../src/routes/admin/_parts/board/words.ts';
import { hourLabels } from '../../../../src/routes/admin/_parts/board/zones.ts';

const place = { timeZone: 'America/New_York', locale: 'en-US' };
const HOUR = 3_600_000;
/** Nine o'clock on a Tuesday in New York. */
const NINE = Date.parse('2026-11-24T14:00:00Z');

describe('the address of the board', () => {
	it('says the view and the date, and is read back', () => {
		const url = addressOf('https://x.test/admin?fieldworker=1', {
			date: '2026-11-24',
			view: 'team'
		});
		expect(url.search).toBe('?fieldworker=1&view=team&date=2026-11-24');
		expect(askedFor(url.search, true)).toEqual({ date: '2026-11-24', view: 'team' });
	});

	it('shows a day on a phone and a week elsewhere where it says nothing of use', () => {
		expect(askedFor('?date=2026-02-30&view=year', true)).toEqual({ date: null, view: 'day' });
		expect(askedFor('', false)).toEqual({ date: null, view: 'week' });
	});
});

describe('turning the board', () => {
	it('goes by days, weeks and months, whatever the length of a month', () => {
		expect(turned('2026-12-31', 'team', 1)).toBe('2027-01-01');
		expect(turned('2026-03-05', 'list', -1)).toBe('2026-02-26');
		expect(turned('2026-01-31', 'month', 1)).toBe('2026-02-01');
		expect(turned('2026-01-31', 'month', -1)).toBe('2025-12-01');
	});
});

describe('working hours on the board', () => {
	const open = [
		{ fieldworkerId: 1, from: 300, until: 400 },
		{ fieldworkerId: 1, from: 100, until: 200 },
		{ fieldworkerId: 1, from: 200, until: 250 }
	];

	it('leave what is between them, before and after as closed', () => {
		expect(closedTimes(open, { from: 0, until: 500 })).toEqual([
			{ from: 0, until: 100 },
			{ from: 250, until: 300 },
			{ from: 400, until: 500 }
		]);
	});

	it('are worked from a start to an end where two of them meet', () => {
		expect(isOpen(open, 150, 250)).toBe(true);
		expect(isOpen(open, 150, 260)).toBe(false);
	});
});

describe('what a time would mean', () => {
	const booking = {
		id: 1,
		version: 1,
		status: 'confirmed' as const,
		startsAt: NINE,
		endsAt: NINE + HOUR,
		customerId: 1,
		customerName: 'Ana Silva',
		customerEmail: '',
		serviceId: 1,
		serviceName: 'Lesson',
		serviceColor: '#000000',
		fieldworkerId: 7,
		fieldworkerName: 'Mai Tran',
		fieldworkerColor: '#000000',
		clash: false,
		mailPaused: false
	};
	const shown: BoardAnswer = {
		bookings: [booking],
		blocked: [],
		holds: [],
		open: [{ fieldworkerId: 7, from: NINE - HOUR, until: NINE + 8 * HOUR }],
		now: NINE - 25 * HOUR
	};
	const person = { name: 'Mai Tran', color: '#000000', active: true, serviceIds: [1] };
	const known = {
		place,
		fieldworkers: [
			{ ...person, id: 7 },
			{ ...person, id: 8 },
			{ ...person, id: 9, active: false },
			{ ...person, id: 10, serviceIds: [2] }
		],
		services: [{ id: 1, name: 'Lesson', color: '#000000', noticeHours: 24 }]
	};
	const other = { ...booking, id: 2, startsAt: NINE + 2 * HOUR, endsAt: NINE + 3 * HOUR };
	const at = (
		hours: number,
		wanted: Partial<Parameters<typeof verdictOf>[0]> = {},
		there: Partial<BoardAnswer> = {}
	) => {
		const startsAt = NINE + hours * HOUR;
		const endsAt = startsAt + HOUR;
		const whole = { booking: other, fieldworkerId: 7, startsAt, endsAt, ...wanted };
		const answer = { ...shown, ...there };
		return verdictOf(whole, answer, known, answer.now);
	};

	it('is free where nothing is in the way, and where only the booking itself is', () => {
		expect(at(1)).toEqual({ free: true, words: 'Free' });
		expect(at(0.5, { booking })).toEqual({ free: true, words: 'Free' });
	});

	it('names whom it clashes with, and the times', () => {
		expect(at(0.5)).toEqual({ free: false, words: 'Clashes with Ana Silva, 9:00 – 10:00 AM' });
	});

	it('says what else speaks against it', () => {
		expect(at(9).words).toBe('Outside working hours');
		expect(at(0.5, { fieldworkerId: 8 }).words).toBe('Outside working hours');
		expect(at(-26).words).toBe('In the past');
		const hold = { id: 1, fieldworkerId: 7, until: 0, bookingId: null };
		const held = { ...hold, startsAt: NINE + 2 * HOUR, endsAt: NINE + 3 * HOUR };
		expect(at(2, {}, { holds: [held] }).words).toBe('A customer is just choosing this time');
	});

	it('says that somebody is not there any more, or does something else', () => {
		expect(at(1, { fieldworkerId: 9 }).words).toBe('This fieldworker is not active');
		expect(at(1, { fieldworkerId: 10 }).words).toBe('This fieldworker does not do this service');
	});

	it('says that the customer could not change it any more, where it would be or where it was', () => {
		const late = {
			free: false,
			words: 'So late that the customer could not change it themselves'
		};
		expect(at(1, {}, { now: NINE - 23 * HOUR })).toEqual(late);
		expect(at(1, {}, { now: NINE - 23 * HOUR - 1 }).free).toBe(true);
		const soon = { ...other, startsAt: NINE - 2 * HOUR, endsAt: NINE - HOUR };
		expect(at(1, { booking: soon })).toEqual(late);
	});
});

describe('words of the board', () => {
	it('say whose a booking is in two letters', () => {
		expect(initialsOf('Mai Tran')).toBe('MT');
		expect(initialsOf('Ana Maria da Silva')).toBe('AS');
		expect(initialsOf('Åsa')).toBe('Å');
	});

	it('say an hour in a second zone as well, and when it is another day there', () => {
		expect(hourLabels('2026-11-24', 9 * 60, place, '')).toEqual(['9 AM']);
		expect(hourLabels('2026-11-24', 9 * 60, place, 'Europe/London')).toEqual(['9 AM', '2 PM']);
		expect(hourLabels('2026-11-24', 20 * 60, place, 'Asia/Tokyo')).toEqual(['8 PM', '10 AM+1']);
	});
});
