import { en } from '../../src/lib/words/en/index.ts';
import type * as TheWords from '../../src/lib/words/index.ts';

/** A language in which every word of ours is between marks, so that it can be told from English. */
export const MARKED = 'xx';

function mark(said: unknown): unknown {
	if (typeof said === 'string') return `⟦${said}⟧`;
	if (typeof said === 'function') return (...of: unknown[]) => mark(said(...of));
	if (typeof said !== 'object' || said === null) return said;
	return Object.fromEntries(Object.entries(said).map(([name, inner]) => [name, mark(inner)]));
}

export const marked = mark(en) as TheWords.Words;

/** Whether all of it is in that language. */
export const isMarked = (said: string): boolean => /^⟦[^⟦⟧]*⟧$/.test(said);

/** src/lib/words/index.ts with that language beside those that there are: for vi.mock. */
export const withMarked = (real: typeof TheWords): typeof TheWords => ({
	...real,
	wordsFor: (locale) => (locale === MARKED ? marked : real.wordsFor(locale)),
	languageOf: (locale) => (locale === MARKED ? MARKED : real.languageOf(locale))
});
