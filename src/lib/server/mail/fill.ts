import { readableOn } from '../../color.ts';
import type { Business } from '../settings/business.ts';
import { oneLine } from './address.ts';
import { HEADING, LAYOUT, PARAGRAPH } from './layout.ts';
import { fillHtml, fillTemplate } from './liquid.ts';
import { asTyped, AT_MARKS, isolateWords, MARKS, withoutMarks } from './marks.ts';
import type { Part } from './parts.ts';
import { isHeading, withoutNothings } from './sentences.ts';
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
	const { words } = filling;
	const there = Object.fromEntries(
		Object.entries(filling.parts).map(([name, part]) => [name, part !== null])
	);
	const parts = Object.values(filling.parts);
	const fill = (text: string) => fillTemplate(asTyped(text), words, there);
	// A subject may ask whether there is a part, but has no place for it.
	const subject = oneLine(withoutMarks(fill(template.subject).replace(MARKS, '')));
	const paragraphs = withoutNothings(
		paragraphsOf(fill(template.body)),
		(number) => parts[number] === null
	);
	const business = {
		name: oneLine(filling.business.name),
		address: oneLine(filling.business.address),
		phone: oneLine(filling.business.phone),
		email: oneLine(filling.business.email)
	};
	return {
		subject,
		html: fillHtml(LAYOUT, {
			subject,
			preheader: filling.preheader,
			content: paragraphs.map((paragraph) => paragraphHtml(paragraph, parts)).join('\n'),
			business: Object.fromEntries(
				Object.entries(business).map(([name, value]) => [name, value || null])
			),
			logo: filling.logo,
			accent: filling.business.accentColor,
			onAccent: readableOn(filling.business.accentColor)
		}),
		text: [
			business.name,
			...paragraphs.map((paragraph) => paragraphText(paragraph, parts)),
			['-- ', ...Object.values(business).filter(Boolean)].join('\n')
		].join('\n\n')
	};
}

/** Paragraphs end at a blank line; a heading is one line. */
const paragraphsOf = (body: string) =>
	body
		.replace(/^# .*$/gm, '\n$&\n')
		.split(/\n[ \t]*\n/)
		.map((paragraph) => paragraph.trim())
		.filter(Boolean);

function paragraphHtml(paragraph: string, parts: Part[]): string {
	const heading = isHeading(paragraph);
	const html: string[] = [];
	let line = '';
	const endLine = () => {
		if (line.trim()) html.push(fillHtml(heading ? HEADING : PARAGRAPH, { content: line.trim() }));
		line = '';
	};
	(heading ? paragraph.slice(2) : paragraph).split(AT_MARKS).forEach((piece, i) => {
		const part = i % 2 ? parts[Number(piece)] : null;
		if (!part) line += textHtml(piece);
		else if (part.block) {
			endLine();
			html.push(part.html);
		} else line += part.html;
	});
	endLine();
	return html.join('\n');
}

const textHtml = (piece: string) =>
	isolateWords(fillHtml('{{ piece | escape | newline_to_br | raw }}', { piece }));

function paragraphText(paragraph: string, parts: Part[]): string {
	const text = withoutMarks(
		paragraph
			.split(AT_MARKS)
			.map((piece, i) => (i % 2 ? (parts[Number(piece)]?.text ?? '') : piece))
			.join('')
	);
	if (!isHeading(text)) return text;
	const heading = text.slice(2);
	return `${heading}\n${'='.repeat(Math.min(heading.length, 60))}`;
}
