import { describe, expect, it } from 'vitest';
import type { ShownBooking } from '../../../src/routes/(portal)/b/[token]/booking.ts';
import {
	latest,
	nextCutOff,
	whatHappened,
	type Standing
} from '../../../src/routes/(portal)/b/[token]/standing.ts';

const booking: ShownBooking = {
	id: 7,
	version: 3,
	status: 'confirmed',
	startsAt: 1_000,
	endsAt: 2_000,
	contactName: '',
	phone: '',
	address: '',
	notes: '',
	service: { id: 1, name: 'Lesson', priceText: '' },
	fieldworker: { id: 1, name: 'Ann' },
	email: 'a@example.com'
};
const standing: Standing = {
	booking,
	now: 500,
	reschedule: { allowed: true, until: 600 },
	cancel: { allowed: true, until: 700 },
	edit: { allowed: true, until: 1_000 },
	withWhom: { rule: 'keep', people: [{ id: 1, name: 'Ann' }] },
	commentRequired: false
};

describe('a page that follows its booking', () => {
	it('shows whatever was read later', () => {
		const page = { booking, now: 400, times: 1 };
		expect(latest(page, null)).toBe(page);
		expect(latest(page, standing)).toEqual({ ...standing, times: 1 });
		expect(latest({ ...page, now: 500 }, standing).now).toBe(500);
		const other = { ...page, booking: { ...booking, id: 8 } };
		expect(latest(other, standing)).toBe(other);
	});

	it('looks again when the next thing ceases to be possible', () => {
		expect(nextCutOff(standing)).toBe(600);
		expect(nextCutOff({ ...standing, now: 600 })).toBe(700);
		expect(nextCutOff({ booking, now: 400, cancel: standing.cancel })).toBe(700);
		const never = { allowed: false, reason: 'cancelled', words: '' } as const;
		expect(nextCutOff({ now: 1, reschedule: never, cancel: never, edit: never })).toBeNull();
	});
});

describe('what happened elsewhere', () => {
	const changed = (change: Partial<ShownBooking>) =>
		whatHappened(booking, { ...booking, version: 4, ...change });

	it('is told when the booking was moved, given to somebody else or cancelled', () => {
		expect(changed({ startsAt: 5_000 })).toEqual({ kind: 'moved', from: 1_000, to: 5_000 });
		expect(changed({ fieldworker: { id: 2, name: 'Bob' } })).toEqual({ kind: 'given', to: 'Bob' });
		expect(changed({ status: 'cancelled' })).toEqual({ kind: 'cancelled' });
	});

	it('is not told of what the page shows anyway, nor of what it knows', () => {
		expect(changed({ notes: 'Gate code' })).toBeNull();
		expect(changed({ status: 'completed' })).toBeNull();
		expect(whatHappened(booking, { ...booking, startsAt: 5_000 })).toBeNull();
	});
});
