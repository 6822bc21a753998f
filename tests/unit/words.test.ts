import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { directionOf, languageOf, wordsFor } from '../../src/lib/words/index.ts';
import { plural } from '../../src/lib/words/plural.ts';

describe('the language of somebody’s words', () => {
	it('is that of their locale where there is one, else English', () => {
		expect(languageOf('en-AU')).toBe('en');
		expect(languageOf('EN-gb-u-hc-h23')).toBe('en');
		expect(languageOf('xx-XX')).toBe('en');
		expect(languageOf('')).toBe('en');
		expect(wordsFor('xx')).toBe(wordsFor('en'));
		for (const none of ['constructor', 'toString-US', '__proto__']) {
			expect(languageOf(none)).toBe('en');
			expect(wordsFor(none)).toBe(wordsFor('en'));
		}
	});

	it('is written in its own direction', () => {
		expect(directionOf('en')).toBe('ltr');
		expect(directionOf('ar')).toBe('rtl');
		expect(directionOf('he')).toBe('rtl');
	});
});

describe('a number of things', () => {
	const forms = { one: '# time', few: '# czasy', other: '# times' };

	it('has the form that the language has for it', () => {
		expect(plural('en', 1, forms)).toBe('1 time');
		expect(plural('en', 0, forms)).toBe('0 times');
		expect(plural('pl', 3, forms)).toBe('3 czasy');
	});

	it('is written as the language writes numbers', () => {
		expect(plural('en', 1200, forms)).toBe('1,200 times');
		expect(plural('de', 1200, forms)).toBe('1.200 times');
	});
});

// A language is a file beside src/lib/words/en: nothing that customers read is said anywhere else.
describe('the customer’s pages', () => {
	const files = [
		...globSync('src/routes/(portal)/**/*.svelte'),
		...globSync('src/lib/components/times/*.svelte'),
		...['Countdown', 'Dialog', 'Field', 'StandIn', 'ZonedTime'].map(
			(name) => `src/lib/components/${name}.svelte`
		)
	];

	/** What a file says by itself: text between its tags, and in attributes that are read out. */
	function saidBy(file: string): string[] {
		const source = readFileSync(file, 'utf8')
			.replace(/<style>[^]*?<\/style>|<!--[^]*?-->|\/\*[^]*?\*\//g, '')
			.replace(/^\s*\/\/.*$/gm, '');
		const sentences = source.matchAll(/(['"`])(\p{Lu}\p{L}+ [^'"`\n]+)\1/gu);
		const markup = source.replace(/<script[^>]*>[^]*?<\/script>/g, '');
		const attributes =
			/\s(?:aria-label|alt|label|hint|title|subtitle|words|placeholder|what)="([^"]*)"/g;
		const spoken = [...markup.matchAll(attributes)].map(([, text = '']) =>
			text.replace(/\{[^{}]*\}/g, '')
		);
		let text = markup;
		// Inside out, as braces and tags hold each other.
		for (let before = ''; before !== text;) {
			before = text;
			text = text.replace(/\{[^{}]*\}/g, ' ');
		}
		text = text.replace(/<[^<>]*>/g, ' ');
		return [...spoken, ...[...sentences].map(([, , said = '']) => said), ...text.split('\n')]
			.map((line) => line.replace(/&\w+;/g, '').trim())
			.filter((line) => /\p{L}{2}/u.test(line));
	}

	it('are read from the real files', () => {
		expect(files.length).toBeGreaterThan(30);
		expect(saidBy('src/routes/login/+page.svelte')).toContain('Sign in');
	});

	it.each(files)('say nothing by themselves: %s', (file) => {
		expect(saidBy(file)).toEqual([]);
	});
});

// Whoever says which language it is takes it from whoever reads.
describe('a language that is not the reader’s', () => {
	const DECIDE = /wordsFor\(\s*['"`]|words\/en\b|\benglish\b|language\b[^\n]{0,12}[:=]\s*['"`]en\b/;
	const MEANT: Record<string, string> = {
		'src/hooks.server.ts': 'until it is known who reads, and for the office’s pages',
		'src/lib/components/words.ts': 'the office uses these components as well',
		'src/lib/server/bookings/actor.ts': 'staff and Reslot itself are answered in the office’s',
		'src/lib/server/bookings/standings.ts': 'counted, not read',
		'src/lib/server/database/demo/diary.ts': 'customers who are made up',
		'src/lib/server/database/demo/welcome.ts': 'asked, not read',
		'src/lib/server/mail/about-booking.ts': 'asked, not read: a mail’s words are its template’s',
		'src/lib/server/mail/about-notice.ts': 'asked, not read',
		'src/lib/server/mail/preview.ts': 'asked, not read',
		'src/routes/(portal)/sent.ts': 'the office reads forms with it as well',
		'src/routes/admin/_parts/typed.ts': 'what staff type'
	};

	it('is chosen only where it is meant', () => {
		expect("const { answers } = wordsFor('en');").toMatch(DECIDE);
		const deciding = globSync('src/**/*.{ts,svelte}')
			.filter((file) => !file.startsWith('src/lib/words/'))
			.filter((file) => DECIDE.test(readFileSync(file, 'utf8')));
		expect(deciding.sort()).toEqual(Object.keys(MEANT).sort());
	});
});
