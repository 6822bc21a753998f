import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
	forgetTyped,
	keepForSigningIn,
	keepTyped,
	readTyped
} from '../../src/routes/(portal)/book/typed-here.ts';

// What is typed on /book, as a tab keeps it.

const typed = { name: 'Vera', email: 'v@example.com', phone: '', address: '', notes: 'Gate 7' };
const HER = 'ludmilla@example.com';

beforeEach(() => {
	const kept = new Map<string, string>();
	vi.stubGlobal('sessionStorage', {
		getItem: (name: string) => kept.get(name) ?? null,
		setItem: (name: string, value: string) => kept.set(name, value),
		removeItem: (name: string) => kept.delete(name)
	});
});
afterEach(() => vi.unstubAllGlobals());

it('what a visitor typed is there again, until it is forgotten', () => {
	keepTyped(null, typed, false);
	expect(readTyped(null, false)).toEqual(typed);
	expect(readTyped(null, true)).toEqual(typed);
	forgetTyped();
	expect(readTyped(null, false)).toBeNull();
});

it('once the server’s draft is cleared, it counts no more', () => {
	keepTyped(null, typed, true);
	expect(readTyped(null, false)).toBeNull();
	expect(readTyped(null, true)).toBeNull();
});

it('who signs in finds their notes, and only where they went to do so', () => {
	keepTyped(null, typed, false);
	expect(readTyped(HER, false)).toBeNull();
	keepTyped(null, typed, false);
	keepForSigningIn();
	expect(readTyped(HER, false)).toEqual({ notes: 'Gate 7' });
});

it('who signs out leaves nothing of it', () => {
	keepTyped(HER, typed, false);
	expect(readTyped('other@example.com', false)).toBeNull();
	keepTyped(HER, typed, false);
	expect(readTyped(null, false)).toBeNull();
	expect(readTyped(HER, false)).toBeNull();
});

it('a browser that keeps nothing does no harm', () => {
	vi.stubGlobal('sessionStorage', undefined);
	keepTyped(null, typed, false);
	forgetTyped();
	expect(readTyped(null, false)).toBeNull();
});
