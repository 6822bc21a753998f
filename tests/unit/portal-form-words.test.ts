import { expect, it } from 'vitest';
import type { z } from 'zod';
import { bookForm } from '../../src/routes/(portal)/book/schema.ts';
import { cancelForm } from '../../src/routes/(portal)/b/[token]/cancellation/schema.ts';
import { detailsForm } from '../../src/routes/(portal)/b/[token]/details/schema.ts';
import { moveForm } from '../../src/routes/(portal)/b/[token]/reschedule/schema.ts';
import { profileForm } from '../../src/routes/(portal)/portal/profile/schema.ts';
import { askForm, codeForm } from '../../src/routes/(portal)/portal/schema.ts';
import { isMarked, marked } from '../support/marked-words.ts';

/** The fields that somebody types or chooses; what is wrong with any other is never shown. */
const SHOWN: [string, z.ZodObject, string[]][] = [
	['booking', bookForm(marked), ['name', 'email', 'phone', 'address', 'notes', 'code']],
	['moving', moveForm(marked), ['reason']],
	['cancelling', cancelForm(marked), ['reason']],
	['details', detailsForm(marked), ['phone', 'address', 'notes']],
	[
		'one’s profile',
		profileForm(marked),
		['name', 'phone', 'address', 'timeZone', 'language', 'clock']
	],
	['signing in', askForm(marked), ['email']],
	['a code', codeForm(marked), ['code']]
];
const WRONG = ['', 'x'.repeat(5_000), 'https://evil.example', 'two\nlines', '12'];

it.each(SHOWN)(
	'the form for %s says what is wrong in the words that it is given',
	(_, form, fields) => {
		const said = fields.map((field) =>
			WRONG.flatMap((wrong) => form.shape[field].safeParse(wrong).error?.issues ?? [])
		);
		for (const issues of said) {
			expect(issues).not.toEqual([]);
			for (const { message } of issues) expect(message).toSatisfy(isMarked);
		}
	}
);
