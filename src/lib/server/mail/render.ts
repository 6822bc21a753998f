import type { Booking } from '../bookings/find.ts';
import type { Standing } from '../bookings/standing.ts';
import type { Business } from '../settings/business.ts';
import { oneLine } from './address.ts';
import { factsOf, type BookingFacts } from './facts.ts';
import { HEADING, LAYOUT, PARAGRAPH } from './layout.ts';
import { fillHtml, fillText } from './liquid.ts';
import { bookingDetails, button, sentenceLink, type Part } from './parts.ts';
import type { MailTemplate } from './templates.ts';
import type { Told } from './told.ts';
import { inWords, placeOf } from './when.ts';

/** All that a mail is made of. `origin` and `secret` become the customer's private link. */
export type MailSubject = {
	booking: Booking;
	business: Business;
	standing: Pick<Standing, 'reschedule' | 'cancel'>;
	told: Told | null;
	origin: string;
	secret: string;
};

export type RenderedMail = { subject: string; html: string; text: string };

/**
 * Turns a template into a mail: a subject, HTML and plain text, made of the same words.
 * @throws liquidjs errors for an unknown placeholder or bad syntax
 */
export function renderMail(template: MailTemplate, about: MailSubject): RenderedMail {
	const facts = factsOf(about.booking, about.business, about.told);
	const words = wordsOf(about, facts);
	const parts = partsOf(about, facts);
	const subject = oneLine(fillText(template.subject, { ...words, ...placed(parts, () => '') }));
	const names = Object.keys(parts);
	const body = fillText(template.body, {
		...words,
		...placed(parts, (name) => `\0${names.indexOf(name)}\0`)
	});
	const business = {
		name: oneLine(about.business.name),
		address: oneLine(about.business.address),
		phone: oneLine(about.business.phone),
		email: oneLine(about.business.email)
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
			preheader: `${facts.at.shortDate}, ${facts.at.span}, ${facts.at.zone}. ${words.service_name} · ${words.fieldworker_name}`,
			content: paragraphs.map((paragraph) => paragraphHtml(paragraph, ordered)).join('\n'),
			business: Object.fromEntries(
				Object.entries(business).map(([name, value]) => [name, value || null])
			),
			accent: facts.accent,
			onAccent: facts.onAccent
		}),
		text: [
			business.name,
			...paragraphs.map((paragraph) => paragraphText(paragraph, ordered)),
			['-- ', ...Object.values(business).filter(Boolean)].join('\n')
		].join('\n\n')
	};
}

function wordsOf({ booking, business }: MailSubject, facts: BookingFacts) {
	return {
		customer_name: oneLine(booking.customer.name),
		business_name: oneLine(business.name),
		business_phone: oneLine(business.phone),
		business_email: oneLine(business.email),
		service_name: oneLine(booking.service.name),
		fieldworker_name: oneLine(booking.fieldworker.name),
		date: facts.at.date,
		short_date: facts.at.shortDate,
		time: facts.at.time,
		zone: facts.at.zone,
		booking_number: booking.id,
		old_date: facts.old?.date ?? null,
		old_time: facts.old?.time ?? null,
		old_fieldworker_name: facts.oldFieldworker
	};
}

function partsOf(about: MailSubject, facts: BookingFacts): Record<string, Part> {
	const { booking, business, standing, origin, secret } = about;
	const place = placeOf(booking.customer, business);
	const until = (instant: number) => {
		const { date, time, zone } = inWords(instant, instant, place);
		return `Possible until ${date}, ${time}, ${zone}.`;
	};
	return {
		booking_details: bookingDetails(facts),
		reschedule_button: standing.reschedule.allowed
			? button(facts, {
					label: 'Reschedule or change booking details',
					url: `${origin}/b/${secret}`,
					hint: until(standing.reschedule.until)
				})
			: null,
		cancel_link: standing.cancel.allowed
			? sentenceLink({
					before: 'Can’t make it? ',
					label: 'Cancel this booking',
					url: `${origin}/b/${secret}/cancellation`
				})
			: null,
		schedule_button: button(facts, {
			label: 'Schedule an appointment',
			url: `${origin}/book?service=${booking.service.id}`,
			hint: null
		})
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
