import { readableOn } from '../../color.ts';
import type { Business } from '../settings/business.ts';
import { oneLine } from './address.ts';
import { HEADING, LAYOUT, PARAGRAPH } from './layout.ts';
import { fillHtml, fillText } from './liquid.ts';
import type { Part } from './parts.ts';
import type { MailTemplate } from './templates.ts';

export type RenderedMail = { subject: string; html: string; text: string };

/** Whom a mail comes from, as its head and its foot show. */
type MailHead = Pick<Business, 'name' | 'address' | 'phone' | 'email' | 'accentColor'>;

type Filling = {
	/** What the placeholders that are words stand for, each of one line. */
	words: Record<string, unknown>;
	parts: Record<string, Part>;
	/** What an inbox shows beside the subject. */
	preheader: string;
	business: MailHead;
	/** Where its logo is, as a whole address; null without one. */
	logo: string | null;
};

/** Where mail programs find the business's logo. */
export const logoAddress = ({ logo }: Pick<Business, 'logo'>, origin: string) =>
	logo === null ? null : `${origin}/logo?v=${logo}`;

/**
 * Fills a template: a subject, HTML and plain text, made of the same words.
 * @throws liquidjs errors for an unknown placeholder or bad syntax
 */
export function fillMail(template: MailTemplate, filling: Filling): RenderedMail {
	const { words, parts } = filling;
	const names = Object.keys(parts);
	const fillings = { ...words, ...placed(parts, (name) => `\0${names.indexOf(name)}\0`) };
	// A subject may ask whether there is a part, but has no place for it.
	const subject = oneLine(fillText(template.subject, fillings).replaceAll(MARKS, ''));
	const body = fillText(template.body, fillings);
	const business = {
		name: oneLine(filling.business.name),
		address: oneLine(filling.business.address),
		phone: oneLine(filling.business.phone),
		email: oneLine(filling.business.email)
	};
	const ordered = names.map((name) => parts[name] ?? null);
	const paragraphs = body
		.split(/\n[ \t]*\n/)
		.map((paragraph) => paragraph.trim())
		.filter(Boolean);
	return {
		subject,
		html: fillHtml(LAYOUT, {
			subject,
			preheader: filling.preheader,
			content: paragraphs.map((paragraph) => paragraphHtml(paragraph, ordered)).join('\n'),
			business: Object.fromEntries(
				Object.entries(business).map(([name, value]) => [name, value || null])
			),
			logo: filling.logo,
			accent: filling.business.accentColor,
			onAccent: readableOn(filling.business.accentColor)
		}),
		text: [
			business.name,
			...paragraphs.map((paragraph) => paragraphText(paragraph, ordered)),
			['-- ', ...Object.values(business).filter(Boolean)].join('\n')
		].join('\n\n')
	};
}

/** What each part placeholder becomes while Liquid fills the template. */
function placed(parts: Record<string, Part>, mark: (name: string) => string) {
	return Object.fromEntries(
		Object.entries(parts).map(([name, part]) => [name, part ? mark(name) : ''])
	);
}

// Liquid leaves marks where the parts go (a NUL is in nobody's text), so that all that the template
// and the customer wrote can be escaped here, in one place.
const MARK = /\0(\d+)\0/;
const MARKS = /\0\d+\0/g;

function paragraphHtml(paragraph: string, parts: Part[]): string {
	const heading = paragraph.startsWith('# ');
	const html: string[] = [];
	let line = '';
	const endLine = () => {
		if (line.trim()) html.push(fillHtml(heading ? HEADING : PARAGRAPH, { content: line.trim() }));
		line = '';
	};
	(heading ? paragraph.slice(2) : paragraph).split(MARK).forEach((piece, i) => {
		const part = i % 2 ? parts[Number(piece)] : null;
		if (!part) line += fillHtml('{{ piece | escape | newline_to_br | raw }}', { piece });
		else if (part.block) {
			endLine();
			html.push(part.html);
		} else line += part.html;
	});
	endLine();
	return html.join('\n');
}

function paragraphText(paragraph: string, parts: Part[]): string {
	const text = paragraph
		.split(MARK)
		.map((piece, i) => (i % 2 ? (parts[Number(piece)]?.text ?? '') : piece))
		.join('');
	if (!text.startsWith('# ')) return text;
	const heading = text.slice(2);
	return `${heading}\n${'='.repeat(heading.length)}`;
}
