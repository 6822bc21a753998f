import { describe, expect, it } from 'vitest';
import { touches } from '../../../src/routes/admin/_parts/touches.ts';

const shown = { bookings: [1001, 1002], from: 100, until: 200 };
const span = (from: number, until: number, fieldworkerId = 1) => ({
	bookings: [],
	spans: [{ fieldworkerId, from, until }]
});

describe('a change can be seen', () => {
	it('when nothing is known of it', () => {
		expect(touches(null, shown)).toBe(true);
	});

	it('in a booking that is shown', () => {
		expect(touches({ bookings: [5, 1002], spans: [] }, shown)).toBe(true);
		expect(touches({ bookings: [5], spans: [] }, shown)).toBe(false);
	});

	it('in the stretch of time that is shown, its ends not included', () => {
		expect(touches(span(199, 300), shown)).toBe(true);
		expect(touches(span(50, 101), shown)).toBe(true);
		expect(touches(span(200, 300), shown)).toBe(false);
		expect(touches(span(50, 100), shown)).toBe(false);
	});

	it('whenever it is, where the stretch has no end', () => {
		expect(touches(span(900, 950), { bookings: [], from: 100 })).toBe(true);
		expect(touches(span(1, 2), { bookings: [] })).toBe(true);
	});

	it('with the fieldworker who is shown, or with anybody where everybody is', () => {
		expect(touches(span(120, 130, 2), { ...shown, fieldworkerId: 1 })).toBe(false);
		expect(touches(span(120, 130, 1), { ...shown, fieldworkerId: 1 })).toBe(true);
	});
});
