import { expect, it } from 'vitest';
import { sayOutcome } from '../../src/routes/(portal)/book/outcome.ts';
import { en } from '../../src/lib/words/en/index.ts';

const tryAgainIn = 90_000;

it('too many codes that were typed is not said to be too many that were sent', () => {
	const typed = sayOutcome({ result: 'too_many_tries', tryAgainIn }, 'code', null);
	expect(typed).toEqual({
		answer: { kind: 'too_many_tries', minutes: 2 },
		// Who has a code may still type it later.
		step: 'code',
		status: 429
	});
	const sent = sayOutcome({ result: 'too_many_codes', tryAgainIn }, 'review', null);
	expect(sent).toMatchObject({ answer: { kind: 'too_many_codes' }, step: 'review' });
	expect(en.book.tooManyTries(2, true)).not.toContain('sent');
	expect(en.book.tooManyCodes(2, true)).toContain('sent');
});

it('a time that is taken by their own booking leads to it, though no other is free', () => {
	const nearest: number[] = [];
	const taken = { result: 'taken' as const, words: 'That time is gone.', nearest };
	expect(sayOutcome(taken, 'review', '/b/secret').answer).toMatchObject({ own: '/b/secret' });
	expect(sayOutcome(taken, 'review', null).answer).toMatchObject({ kind: 'refused' });
});

it('nobody is told to call a business that has no phone', () => {
	const { tooMany, tooManyCodes, tooManyTries } = en.book;
	for (const say of [tooMany, tooManyCodes, tooManyTries]) {
		expect(say(1, true)).toMatch(/in a minute, or call us\.$/);
		expect(say(1, false)).toMatch(/in a minute, or contact us\.$/);
	}
});
