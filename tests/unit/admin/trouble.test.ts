import type { ActionResult } from '@sveltejs/kit';
import { describe, expect, test } from 'vitest';
import { SIGNED_OUT, troubleIn, UNREACHABLE } from '../../../src/routes/admin/_parts/trouble.ts';

describe('why a form has no answer', () => {
	test('is what the server said', () => {
		const error = { message: 'This is taking too long.', id: 'a1' };
		expect(troubleIn({ type: 'error', status: 503, error })).toBe('This is taking too long.');
	});

	test('is what was said before any action was reached, which comes without a type', () => {
		const refused: unknown = { message: 'This was sent from another site.' };
		expect(troubleIn(refused as ActionResult)).toBe('This was sent from another site.');
	});

	test('is the connection where nothing came back', () => {
		expect(troubleIn({ type: 'error', error: new TypeError('Failed to fetch') })).toBe(UNREACHABLE);
	});

	test('is that one is signed out, rather than the way to where one signs in', () => {
		const location = '/login?next=%2Fadmin';
		expect(troubleIn({ type: 'redirect', status: 303, location })).toBe(SIGNED_OUT);
	});

	test('is nothing where there is one', () => {
		expect(troubleIn({ type: 'success', status: 200 })).toBeUndefined();
		expect(troubleIn({ type: 'failure', status: 409 })).toBeUndefined();
		expect(troubleIn({ type: 'redirect', status: 303, location: '/admin' })).toBeUndefined();
	});
});
