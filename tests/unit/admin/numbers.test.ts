import { describe, expect, it } from 'vitest';
import { moveForm, outcomeForm } from '../../../src/routes/admin/_parts/booking/schema.ts';
import { prefilled } from '../../../src/routes/admin/bookings/new/schema.ts';
import { startAt, startOf } from '../../../src/routes/admin/bookings/new/wall.ts';
import { giveForm } from '../../../src/routes/admin/clashes/schema.ts';

// Larger than the database's whole numbers, so that it answers with an error.
const HUGE = 99_999_999_999_999;

describe('numbers that a form or an address brings', () => {
	it('are not larger than the database takes them', () => {
		const give = { booking: '1001', version: '1', fieldworker: '2' };
		expect(giveForm.parse(give)).toMatchObject({ booking: 1001, version: 1, fieldworker: 2 });
		expect(giveForm.safeParse({ ...give, fieldworker: String(HUGE) }).success).toBe(false);
		expect(giveForm.safeParse({ ...give, version: String(HUGE) }).success).toBe(false);
		expect(moveForm.shape.fieldworkerId.safeParse(HUGE).success).toBe(false);
		expect(outcomeForm.safeParse({ version: HUGE, outcome: 'completed' }).success).toBe(false);
	});

	it('are no start of a booking outside of the years from 2000 to 2199', () => {
		const noon = Date.UTC(2030, 0, 5, 12);
		expect(startOf(String(noon))).toBe(noon);
		expect(startOf(String(HUGE))).toBeNull();
		expect(startOf('0')).toBeNull();
		expect(prefilled.parse({ start: String(noon) }).start).toBe(noon);
		expect(prefilled.parse({ start: String(HUGE) }).start).toBeNull();
		expect(prefilled.parse({}).start).toBeNull();
		const wall = { date: '2030-01-05', time: '12:00', at: String(HUGE) };
		expect(startAt(wall, 'UTC')).toBe(noon);
	});
});
