import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { booking, FORBIDDEN, kinds, render, SECRET } from './subject.ts';

/** What is left of a body where nothing may be changed; without the name above and the foot. */
function left(body: string, name = 'Mia'): string {
	const changed = { ...booking, customer: { ...booking.customer, name } };
	const { text, html } = render(
		'confirmation',
		{ standing: FORBIDDEN, booking: changed },
		{ subject: 'x', body }
	);
	expect(html).not.toContain(SECRET);
	return text.split('\n\n').slice(1, -1).join('\n\n');
}

describe('what a customer may not do takes its whole sentence with it', () => {
	test.each([
		[
			'in the middle',
			'Hello. If you must, use {{ cancel_link }} before noon. See you!',
			'Hello. See you!'
		],
		['at the start', '{{ cancel_link }} is for you. See you!', 'See you!'],
		['alone', 'Hello.\n\n{{ cancel_link }}\n\nSee you!', 'Hello.\n\nSee you!'],
		['with punctuation', 'Hello! ({{ cancel_link }}.)', 'Hello!'],
		['with a question before it', 'Hello. Plans changed? {{ cancel_link }}', 'Hello.'],
		['with two questions before it', 'Hello. Ill? Away? {{ cancel_link }}', 'Hello.'],
		['with a colon before it', 'Hello. To change it: {{ reschedule_button }}', 'Hello.'],
		['with a colon on the line before', 'Hello.\nTo change it:\n{{ cancel_link }}', 'Hello.'],
		['with a colon in the paragraph before', 'Hello. To change it:\n\n{{ cancel_link }}', 'Hello.'],
		[
			'over a line break',
			'Hello.\nYou may\n{{ cancel_link }}\nor write to us.\nBye.',
			'Hello.\nBye.'
		],
		['before a new line', '{{ cancel_link }}\nKind regards', 'Kind regards'],
		['in a list', '- Bring keys\n- {{ cancel_link }}\n- Pay', '- Bring keys\n- Pay'],
		['two in one', 'Use {{ reschedule_button }} or {{ cancel_link }}. Bye.', 'Bye.'],
		[
			'through a name of ours',
			'{% capture x %}Use {{ cancel_link }}{% endcapture %}Bye. {{ x }}.',
			'Bye.'
		],
		['with a title', 'Bye. Ask for Dr. Smith or {{ cancel_link }}.', 'Bye.']
	])('%s', (_, body, rest) => {
		expect(left(body)).toBe(rest);
	});

	test('but a question that asks for something else stays', () => {
		expect(left('Plans changed? Call us.\n\n{{ cancel_link }}')).toBe('Plans changed? Call us.');
		expect(left('Plans changed?\n\n{{ cancel_link }}')).toBe('Plans changed?');
	});

	test('a heading keeps its words, and only loses the part', () => {
		expect(left('# Change it {{ cancel_link }}\nHello.')).toBe('Change it\n=========\n\nHello.');
		expect(left('# {{ cancel_link }}\n\nHello.')).toBe('Hello.');
		expect(left('# Changes:\n\n{{ cancel_link }}')).toBe('Changes:\n========');
	});

	test('a full stop or a question mark in a name ends no sentence', () => {
		for (const name of ['J. R. Who? Me. You', 'Ada. Reschedule: http://x.test', '# X\n\nY. Z']) {
			expect(left('Hi. Dear {{ customer_name }}, use {{ cancel_link }} today.', name)).toBe('Hi.');
		}
	});

	test('templates can ask for it, in both ways', () => {
		const ask = (condition: string) => `{% if ${condition} %}yes{% else %}no{% endif %}`;
		expect(left(ask('reschedule_button'))).toBe('no');
		expect(left(ask("reschedule_button != ''"))).toBe('no');
		expect(left('{% unless cancel_link %}Call us.{% endunless %}')).toBe('Call us.');
		const { text } = render('confirmation', {}, { subject: 'x', body: ask('reschedule_button') });
		expect(text).toContain('yes');
	});
});

test.each(kinds.filter((kind) => kind !== 'sign_in' && kind !== 'confirm_email'))(
	'the default %s has no link and no word of what may not be done',
	(kind) => {
		for (const cancelled of [false, true]) {
			const changed = { ...booking, status: cancelled ? 'cancelled' : 'confirmed' } as const;
			const { text, html } = render(kind, { standing: FORBIDDEN, booking: changed });
			for (const form of [text, html]) {
				expect(form).not.toContain('/b/');
				expect(form).not.toMatch(/reschedule or|can’t make it|cancel this|possible until/i);
				expect(form).not.toMatch(/[^\P{Cc}\n\t]|\{\{|\{%/u);
			}
		}
	}
);

// Sentences that can be told apart: each starts with S1a, S2a … and ends with S1z, S2z …
const PARTS = ['{{ reschedule_button }}', '{{ cancel_link }}'];
const sentence = fc.record({
	part: fc.option(fc.constantFrom(...PARTS), { nil: null }),
	words: fc.array(
		fc.constantFrom(
			'and',
			'with {{ customer_name }}',
			'on {{ date }}',
			'at {{ time }},',
			'“so”',
			'(or)'
		),
		{ maxLength: 4 }
	),
	at: fc.nat({ max: 4 }),
	end: fc.constantFrom('.', '!', '?', '…', '.”', ':'),
	gap: fc.constantFrom(' ', '\n', '\n\n', '\n\n# Heading\n')
});

test('whatever the template and the names, what is left are whole sentences without links', () => {
	const name = fc.string({
		unit: fc.oneof(
			fc.constantFrom(
				'. ',
				'? ',
				'! ',
				': ',
				'\n\n',
				'\r\n',
				'{{',
				'%}',
				'# ',
				'- ',
				'\u202e',
				'\0'
			),
			fc.string({ minLength: 1, maxLength: 2, unit: 'grapheme' })
		),
		maxLength: 20
	});
	fc.assert(
		fc.property(fc.array(sentence, { minLength: 1, maxLength: 8 }), name, (sentences, name) => {
			const body = sentences
				.map(({ part, words, at, end, gap }, i) => {
					const placed = part ? [...words.slice(0, at), part, ...words.slice(at)] : words;
					// On one line these two end no sentence.
					const apart = (end === ':' || end === '…') && gap === ' ' ? '\n' : gap;
					return `S${i}a ${placed.join(' ')} S${i}z${end}${apart}`;
				})
				.join('');
			const text = left(body, name.replaceAll('\0', '')).replaceAll('http', 'h').concat(' ');
			sentences.forEach(({ part, end }, i) => {
				const [starts, ends] = [text.includes(`S${i}a`), text.includes(`S${i}z`)];
				expect(starts).toBe(ends);
				if (part) expect(starts).toBe(false);
				else if (end !== ':' && end !== '?') expect(starts).toBe(true);
			});
			expect(left(body)).not.toMatch(/http|\/b\/|Reschedule or|Cancel this/);
		}),
		{ numRuns: 300 }
	);
});
