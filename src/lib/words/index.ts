import { en } from './en/index.ts';

/** What a language says: another one is a folder beside `en` that says the same. */
export type Words = typeof en;

/**
 * English, said without asking whose language it is: to the office, whose pages are in it, and where
 * nobody reads what is said. tests/unit/words.test.ts lists who may.
 */
export const english: Words = en;

const languages: Record<string, Words> = { en };

/** The words for a reader of this locale; English where there are none of their own. */
export function wordsFor(locale: string): Words {
	return languages[languageOf(locale)] ?? en;
}

/** Which of the languages that there are a reader of this locale gets: the `lang` of the page. */
export function languageOf(locale: string): string {
	const [language = ''] = locale.toLowerCase().split('-');
	return Object.hasOwn(languages, language) ? language : 'en';
}

const RIGHT_TO_LEFT = new Set(['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'ur', 'yi']);

/** Which way a language is written: the `dir` of the page. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
	RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr';
