import { expect, it } from 'vitest';
import type { Booking } from '../../src/lib/server/bookings/find.ts';
import { shownToCustomer } from '../../src/routes/(portal)/b/[token]/booking.ts';

const booking = {
	id: 7,
	service: { id: 1, name: 'Lesson', priceText: '' },
	fieldworker: { id: 1, name: 'Ann' },
	customer: { id: 3, name: 'Anna Byron', email: 'anna.byron@example.com' }
} as unknown as Booking;

const emailFor = (customer: { id: number } | null) =>
	shownToCustomer({ customer } as App.Locals, booking).email;

it('shows a customer’s address to themselves alone: whoever has a link cannot read it', () => {
	expect(emailFor({ id: 3 })).toBe('anna.byron@example.com');
	expect(emailFor(null)).toBe('a…@example.com');
	expect(emailFor({ id: 4 })).toBe('a…@example.com');
});
