import { describe, expect, it } from 'vitest';
import { csvLine } from '../../src/lib/server/csv.ts';

describe('a line of a CSV file', () => {
	it('ends as RFC 4180 wants it, and has numbers and texts as they are', () => {
		expect(csvLine([1001, 'Ada', ''])).toBe('1001,Ada,\r\n');
	});

	it('puts quotes around commas, quotes and line breaks', () => {
		expect(csvLine(['Lee, Ada', 'the "big" one', 'two\nlines'])).toBe(
			'"Lee, Ada","the ""big"" one","two\nlines"\r\n'
		);
	});

	it.each(['=1+1', '+61 2 5550', '-2', '@cmd', '\tx', '\rx'])(
		'makes %j harmless for spreadsheets',
		(text) => {
			expect(csvLine([text]).replace(/^"/, '').startsWith(`'${text}`)).toBe(true);
		}
	);

	it('leaves such a character alone where it is not the first', () => {
		expect(csvLine(['a=b', 'a-b@c.example'])).toBe('a=b,a-b@c.example\r\n');
	});

	it.each([
		['call;=1+1', "call;'=1+1"],
		['two\n@cmd', "two\n'@cmd"],
		['two\r+1', "two\r'+1"],
		['one\t-2', "one\t'-2"],
		['a; =1', "a;' =1"]
	])('makes %j harmless where the semicolon parts the cells', (text, harmless) => {
		expect(csvLine([text])).toContain(harmless);
	});

	it('sees through quotes, which are doubled, and puts quotes around semicolons', () => {
		expect(csvLine(['a;"=1"', 'b;c'])).toBe(`"a;'""=1""","b;c"\r\n`);
	});

	it('keeps a negative number a number', () => {
		expect(csvLine([-5])).toBe('-5\r\n');
	});
});
