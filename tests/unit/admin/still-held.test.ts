import { expect, test } from 'vitest';
import { sayStillHeld } from '../../../src/routes/admin/_parts/pause/words.ts';

test('what still holds email is called by its name, and the rest is counted', () => {
	const held = { waiting: 2, bookings: [1003], customers: [], all: false };
	expect(sayStillHeld(held)).toBe('2 emails still wait: email about #1003 is paused.');
	expect(sayStillHeld({ waiting: 1, bookings: [1, 2, 3], customers: ['Ada'], all: true })).toBe(
		'1 email still waits: email to all customers, to Ada, about #1, and 2 more is paused.'
	);
});
