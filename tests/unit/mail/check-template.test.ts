import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTemplate } from '../../../src/lib/server/mail/check-template.ts';
import { paletteOf } from '../../../src/lib/server/mail/palette.ts';
import { defaultTemplates } from '../../../src/lib/server/mail/templates.ts';
import { FORBIDDEN, kinds, render } from './subject.ts';

const check = (body: string, subject = 'Hello') => checkTemplate('confirmation', { subject, body });
const words = (body: string) => check(body).map(({ words }) => words);

test.each(kinds)('the default %s has no fault', (kind) => {
	expect(checkTemplate(kind, defaultTemplates[kind])).toEqual([]);
});

test('an unknown placeholder is shown at its line and column, with the one that was meant', () => {
	expect(check('Hello\n\nDear {{ custmer_name }},')).toEqual([
		{
			field: 'body',
			line: 3,
			column: 9,
			words: 'There is no placeholder “custmer_name”. Did you mean “customer_name”?'
		}
	]);
	expect(check('Hello', 'New: {{ tiem }}')).toMatchObject([
		{ field: 'subject', line: 1, words: 'There is no placeholder “tiem”. Did you mean “time”?' }
	]);
});

test('an unknown filter is shown where it stands', () => {
	expect(check('Hello\n{{ date | upcase\n  | upcas }}')).toEqual([
		{
			field: 'body',
			line: 3,
			column: 5,
			words: 'There is no filter “upcas”. Did you mean “upcase”?'
		}
	]);
});

test('every unknown name is found, in branches too that no booking comes to', () => {
	const body = `{% if false %}{{ eins | upcas }}{% elsif old_time == two %}
{% for x in y %}{% endfor %}{% endif %}
{{ date | append: three }}`;
	expect(words(body).toSorted()).toEqual([
		'There is no filter “upcas”. Did you mean “upcase”?',
		'There is no placeholder “eins”.',
		'There is no placeholder “three”.',
		'There is no placeholder “two”.',
		'There is no tag “for”.'
	]);
});

test('what cannot be read is said in words, and what is wrong elsewhere is said too', () => {
	expect(words('{% if date %}\n{{ zz }}')).toEqual([
		'“if” is never ended: put {% endif %} where it shall end.',
		'There is no placeholder “zz”.'
	]);
	expect(words('Hello {{ date')).toEqual(['This “{{” is never closed: it needs “}}”.']);
	expect(words('Hello {% if date')).toEqual(['This “{%” is never closed: it needs “%}”.']);
	expect(words('Hello {% else %}')).toEqual([
		'“else” belongs inside an “if”, “unless” or “case” that is not there.'
	]);
	expect(words('Hello {{ }}')).toEqual(['Something is missing here.']);
});

test('a template reads no other file and runs in no loop', () => {
	for (const tag of ['include "x"', 'render "x"', 'layout "x"', 'tablerow i in date', 'cycle 1']) {
		expect(words(`Hello {% ${tag} %}`)[0]).toMatch(/^There is no tag/);
	}
	expect(words('{{ date | raw }}')).toEqual(['There is no filter “raw”.']);
});

test('a template that grows and grows has a fault at once, and takes no memory', () => {
	const twice = '{% capture a %}{{ a }}{{ a }}{% endcapture %}';
	const sixteen = '{% assign a = "xxxxxxxxxxxxxxxx" %}';
	const tooLong = 'It gets too long when it is filled in. Make it shorter.';
	for (const body of [
		`${sixteen}\n${twice.repeat(25)}hi`,
		`${sixteen}\n${twice.repeat(12)}${'{{ a }}'.repeat(100)}`,
		`${sixteen}\n${'{% assign a = a | append: a %}'.repeat(25)}hi`,
		`${sixteen}\n${'{% assign a = a | replace: "x", a %}'.repeat(5)}hi`
	]) {
		const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
		expect(check(body)).toMatchObject([{ field: 'body', line: 2, words: tooLong }]);
		const after = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
		expect(after - before).toBeLessThan(50_000_000);
	}
	expect(check(`${sixteen}${twice.repeat(10)}${'{{ a }}'.repeat(5)}`)).toEqual([]);
});

test('a part stands for itself, in the body', () => {
	expect(words('{{ cancel_link | upcase }}')).toEqual([
		'“cancel_link” is a part of the page; no filter can change it.'
	]);
	expect(words('{{ "a" | append: cancel_link }}')).toHaveLength(1);
	expect(check('Hello', '{{ reschedule_button }}')).toMatchObject([
		{ words: '“reschedule_button” is a part of the page; a subject has no place for it.' }
	]);
	expect(check('Hello', '{% if reschedule_button %}a{% else %}b{% endif %}')).toEqual([]);
});

test('no template makes mails without a subject or a text', () => {
	expect(words('  ')).toEqual(['The text is empty.']);
	expect(check('Hello', ' ')).toMatchObject([{ field: 'subject', words: 'The subject is empty.' }]);
	expect(check('Hello', 'a\nb')).toMatchObject([{ words: 'A subject is one line.' }]);
	expect(words('{{ cancel_link }}')).toEqual(['There would be mails without any text.']);
	expect(check('Hello', '{% if old_time %}a{% endif %}')).toMatchObject([
		{ field: 'subject', words: 'There would be mails with an empty subject.' }
	]);
	expect(words('x'.repeat(20_001))).toEqual([
		'The text has 20,001 characters; 20,000 is the most.'
	]);
	expect(checkTemplate('sign_in', { subject: 'Sign in', body: 'Hello' })).toMatchObject([
		{ words: expect.stringContaining('Nobody could sign in') }
	]);
	expect(checkTemplate('confirm_email', { subject: 'Your code', body: 'Hello' })).toMatchObject([
		{ words: expect.stringContaining('put “confirm_code” into it') }
	]);
});

describe.each(kinds)('the palette of %s', (kind) => {
	const names = paletteOf(kind).map(({ name }) => name);

	test('has all that its default says, and each of it can be put into a mail', () => {
		const body = names.map((name) => `${name}: {{ ${name} }}`).join('\n\n');
		expect(checkTemplate(kind, { subject: 'x', body })).toEqual([]);
		expect(() => render(kind, {}, { subject: 'x', body })).not.toThrow();
	});

	test('has nothing twice', () => {
		expect(new Set(names).size).toBe(names.length);
	});
});

test('staff have no links of the customer to give away', () => {
	for (const kind of kinds.filter((kind) => kind.startsWith('notice'))) {
		const names = paletteOf(kind).map(({ name }) => name);
		expect(names).not.toContain('reschedule_button');
		expect(names).not.toContain('cancel_link');
	}
});

test('whatever somebody writes, what has no fault can be filled, and nothing ever throws', () => {
	const piece = fc.oneof(
		fc.constantFrom(
			...['{{ ', ' }}', '{% if ', ' %}', '{% endif %}', '{% else %}', 'date', 'cancel_link', ' | '],
			...[
				'upcase',
				'nope',
				' == ',
				'""',
				'{%- ',
				'# ',
				'\n',
				'\r\n',
				'\n\n',
				'. ',
				'? ',
				'\0',
				'\u0001'
			],
			...['{{ date }}', '{{ reschedule_button }}', '{% assign x = time %}', '{{ x }}', '{% raw %}']
		),
		fc.string({ maxLength: 3, unit: 'grapheme' })
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
			const body = pieces.join('');
			const faults = check(body);
			for (const { line, column } of faults) {
				expect(line).toBeGreaterThan(0);
				expect(column).toBeGreaterThan(0);
			}
			if (faults.length > 0) return;
			for (const standing of [undefined, FORBIDDEN]) {
				const { text } = render('confirmation', standing && { standing }, { subject: 'x', body });
				expect(text).not.toMatch(/[^\P{Cc}\n\t]/u);
			}
		}),
		{ numRuns: 300 }
	);
});
