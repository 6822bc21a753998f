import { describe, expect, it, test } from 'vitest';
import { en } from '../../src/lib/words/en/index.ts';
import { personName, typed } from '../../src/routes/(portal)/typed.ts';

const aName = personName(en);
const said = (name: string) => aName.safeParse(name).error?.issues[0]?.message;

it('takes out of a text what a database cannot keep, and leaves everything else', () => {
	const text = typed(20, 'too long');
	expect(text.parse(' a\0b ')).toBe('ab');
	expect(text.parse('cut \ud83d')).toBe('cut \ufffd');
	expect(text.parse('two\nlines 👋')).toBe('two\nlines 👋');
	expect(text.parse('two\r\nlines')).toBe('two\nlines');
	expect(text.safeParse('x'.repeat(21)).error?.issues[0]?.message).toBe('too long');
});

describe('the name of a person', () => {
	test.each(['Ada Byron', 'Dr. J. R. Smith', "Zoë O'Neil-Ng", 'José María', '李小龍', 'Bo, Jr.'])(
		'may be %s',
		(name) => expect(aName.parse(name)).toBe(name)
	);

	test.each(['Win at evil.com', 'https://x', 'www.evil', 'bit.ly/x', 'EVIL.COM', 'пример.рф'])(
		'is not a web address: %s',
		(name) => expect(said(name)).toContain('web address')
	);

	test.each(['two\nlines', 'a\u001bb', 'a\u202eb'])('is one plain line: %j', (name) => {
		expect(said(name)).toContain('one plain line');
	});

	it('is asked for when it is missing', () => {
		expect(said(' \0 ')).toBe('Please tell us your name.');
	});
});
