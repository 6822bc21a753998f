import { LiquidError } from 'liquidjs';
import { fillMail } from './fill.ts';
import type { TemplateKind } from './kinds.ts';
import { faultsOf, sayFault, type Fault } from './liquid-faults.ts';
import { asTyped } from './marks.ts';
import { paletteOf, type Placeholder } from './palette.ts';
import type { Part } from './parts.ts';
import type { MailTemplate } from './templates.ts';

/** What is wrong with a template, and where; lines and columns count from 1. */
export type TemplateFault = Fault & { field: 'subject' | 'body' };

/** Characters that an author may write. */
const LONGEST = { subject: 500, body: 20_000 };
const FIELDS = ['subject', 'body'] as const;

/**
 * All that would keep a template from becoming a mail, in the order of its lines; nothing for one that
 * can be saved. Every branch is read, also those that no booking has ever come to.
 */
export function checkTemplate(kind: TemplateKind, template: MailTemplate): TemplateFault[] {
	const palette = paletteOf(kind);
	const typed = { subject: asTyped(template.subject), body: asTyped(template.body) };
	const faults = FIELDS.flatMap((field) => readField(field, typed[field], palette));
	if (faults.length > 0) return faults;
	return [true, false].map((all) => tryOut(kind, typed, { palette, all })).find(Boolean) ?? [];
}

function readField(
	field: TemplateFault['field'],
	text: string,
	palette: Placeholder[]
): TemplateFault[] {
	const first = (words: string) => [{ field, line: 1, column: 1, words }];
	const name = field === 'subject' ? 'The subject' : 'The text';
	if (!text.trim()) return first(`${name} is empty.`);
	if (text.length > LONGEST[field]) {
		const [long, most] = [text.length, LONGEST[field]].map((count) => count.toLocaleString('en'));
		return first(`${name} has ${long} characters; ${most} is the most.`);
	}
	if (field === 'subject' && text.trim().includes('\n')) return first('A subject is one line.');
	return faultsOf(text, palette, field).map((fault) => ({ field, ...fault }));
}

/** Fills it as for a customer who may do everything, or nothing, and of whom little is known. */
function tryOut(
	kind: TemplateKind,
	template: MailTemplate,
	{ palette, all }: { palette: Placeholder[]; all: boolean }
): TemplateFault[] | null {
	const entries = <T>(form: Placeholder['form'], value: (of: Placeholder) => T) =>
		Object.fromEntries(palette.filter((of) => of.form === form).map((of) => [of.name, value(of)]));
	const is = ({ optional }: Placeholder) => all || !optional;
	const business = { name: 'x', address: '', phone: '', email: '', accentColor: '#000000' };
	const fill = (field: TemplateFault['field'], tried: MailTemplate) => {
		try {
			const { subject, text } = fillMail(tried, {
				words: entries('word', (of) => (is(of) ? of.example : null)),
				parts: entries('part', (of): Part =>
					is(of) ? { html: of.name, text: of.name, block: true } : null
				),
				preheader: '',
				business,
				logo: null
			});
			return { subject, text };
		} catch (thrown) {
			if (!(thrown instanceof LiquidError)) throw thrown;
			return [{ field, ...sayFault(thrown) }];
		}
	};
	const subject = fill('subject', { ...template, body: '' });
	if (Array.isArray(subject)) return subject;
	const body = fill('body', { ...template, subject: '' });
	if (Array.isArray(body)) return body;
	const first = (field: TemplateFault['field'], words: string) => [
		{ field, line: 1, column: 1, words }
	];
	if (!subject.subject) return first('subject', 'There would be mails with an empty subject.');
	if (body.text === subject.text) return first('body', 'There would be mails without any text.');
	if (kind === 'sign_in' && !/sign_in_(button|code)/.test(body.text)) {
		return first('body', 'Nobody could sign in: put “sign_in_button” or “sign_in_code” into it.');
	}
	if (kind === 'confirm_email' && !body.text.includes('confirm_code')) {
		return first('body', 'Nobody could go on with their booking: put “confirm_code” into it.');
	}
	return null;
}
