import type { BoardAnswer } from '../../../src/routes/admin/_parts/board/contract.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday 26 October 2026, midnight in Sydney: the first day of November's six weeks. */
const FIRST = Date.UTC(2026, 9, 25, 13);
/** Monday 16 November. */
const WEEK = FIRST + 21 * DAY;
const COLORS = ['#0d9488', '#c2410c', '#7c3aed', '#2563eb'];
const STATUSES = ['confirmed', 'confirmed', 'confirmed', 'completed', 'cancelled'] as const;

/**
 * A month with so many bookings, from seven to seven on each day of its six weeks; for the week, those
 * of the week.
 */
export function boardOf(count: number, view: 'month' | 'week'): BoardAnswer {
	const bookings = Array.from({ length: count }, (_, index): BoardAnswer['bookings'][number] => {
		const who = index % COLORS.length;
		const startsAt = FIRST + (index % 42) * DAY + 7 * HOUR + ((index * 7) % 48) * (HOUR / 4);
		return {
			id: 1000 + index,
			version: 1,
			status: STATUSES[index % STATUSES.length]!,
			startsAt,
			endsAt: startsAt + HOUR,
			customerId: index,
			customerName: `Customer ${index}`,
			customerEmail: '',
			serviceId: 1,
			serviceName: 'Regular home clean',
			serviceColor: '#0f766e',
			fieldworkerId: who + 1,
			fieldworkerName: `Worker ${who + 1}`,
			fieldworkerColor: COLORS[who]!,
			clash: false,
			mailPaused: false
		};
	});
	const isShown = ({ startsAt }: { startsAt: number }) =>
		view === 'month' || (startsAt >= WEEK && startsAt < WEEK + 7 * DAY);
	const shown = bookings.filter(isShown);
	return { bookings: shown, blocked: [], holds: [], open: [], now: FIRST };
}

/** The same after one booking has moved by an hour. */
export function movedOnce(answer: BoardAnswer): BoardAnswer {
	const [first, ...others] = answer.bookings;
	if (!first) return answer;
	const { startsAt, endsAt } = first;
	const moved = { ...first, version: 2, startsAt: startsAt + HOUR, endsAt: endsAt + HOUR };
	return { ...answer, bookings: [moved, ...others] };
}
