import { error } from '@sveltejs/kit';
import { z } from 'zod';
import type { TemplateKind } from '$lib/server/mail/kinds';
import type { TemplateFault } from '$lib/server/mail/check-template';
import { openedField, type Meanwhile } from '../../../_parts/meanwhile';
import { groups } from '../words';

/** Text as it was typed, without what a database cannot keep, its lines ended as ours are (R13). */
const text = (most: number) =>
	z
		.string()
		.overwrite((typed) => typed.replaceAll('\0', '').replaceAll(/\r\n?/g, '\n').toWellFormed())
		.max(most, 'This is far too long. Shorten it.');

const words = {
	subject: text(2_000).overwrite((line) => line.replaceAll('\n', ' ').trim()),
	body: text(50_000)
};

/** The words of a template, as their form holds them. */
export const templateForm = z.object({ ...words, ...openedField });

/** What was seen of a template whose default is restored. */
export const restoreForm = z.object(openedField);

/** What came of saving: saved, or what is wrong with the words, or what others changed meanwhile. */
export type TemplateAnswer =
	| { saved: true }
	| { saved: false; faults: TemplateFault[] }
	| { saved: false; meanwhile: Meanwhile };

const whole = z.coerce.number().int().positive().max(1e15);

/** Words that shall be shown, and how. What makes no sense besides the words is as if not asked. */
export const previewForm = z.object({
	...words,
	booking: whole.nullable().catch(null),
	find: z
		.string()
		.max(200)
		.overwrite((typed) => typed.replaceAll('\0', '').trim())
		.catch(''),
	allowed: z.enum(['now', 'yes', 'no']).catch('now'),
	scheme: z.enum(['light', 'dark']).catch('light')
});

/** To whom a test goes. */
export const testForm = z.object({
	to: z
		.string()
		.trim()
		.pipe(z.email('Type the whole email address, like name@example.com.').max(254))
});

/** The mail that an address is about, or the page that says there is none. */
export function kindOf(text: string): TemplateKind {
	const kind = groups.flatMap(({ kinds }) => kinds).find((known) => known === text);
	if (!kind) error(404, 'There is no email of this kind.');
	return kind;
}
