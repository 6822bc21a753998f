import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contrast } from '../../../src/lib/color.ts';
import { renderStaffMail } from '../../../src/lib/server/mail/render-staff.ts';
import { everyElement, inherited, parseMail, type Element } from './html.ts';
import { about, booking, business, FORBIDDEN, kinds, render } from './subject.ts';

const elsewhere = { ...booking, customer: { ...booking.customer, timeZone: 'America/New_York' } };
const mails = Object.entries({
	...Object.fromEntries(kinds.map((kind) => [kind, render(kind)])),
	'confirmation where nothing may be changed': render('confirmation', { standing: FORBIDDEN }),
	'reminder to somebody elsewhere': render('reminder', { booking: elsewhere }),
	'cancelled booking': render('cancelled', { booking: { ...booking, status: 'cancelled' } }),
	'business with a logo': render('confirmation', { business: { ...business, logo: 1 } }),
	invite: renderStaffMail({ ...about, kind: 'invite', name: 'Grace', isFieldworker: true })
});

const within = (element: Element, tag: string): boolean =>
	element.tag === tag || (element.parent !== null && within(element.parent, tag));
const shown = (element: Element) =>
	element.text.trim() !== '' &&
	!within(element, 'head') &&
	inherited(element, 'display') !== 'none';

describe.each(mails)('the look of a mail: %s', (_, mail) => {
	const elements = everyElement(parseMail(mail.html));

	test('is made of tables, and loads and runs nothing', () => {
		const tags = new Set(elements.map(({ tag }) => tag));
		for (const tag of ['script', 'link', 'iframe', 'form', 'svg', 'video', 'object', 'base']) {
			expect(tags).not.toContain(tag);
		}
		expect(mail.html).not.toMatch(/@import|url\(|@font-face|\son[a-z]+=|javascript:/i);
		for (const { attributes } of elements.filter(({ tag }) => tag === 'table')) {
			expect(attributes.role).toBe('presentation');
			expect(attributes).toMatchObject({ cellpadding: '0', cellspacing: '0', border: '0' });
		}
		expect(elements.filter(({ style }) => /flex|grid/.test(style.display ?? ''))).toEqual([]);
	});

	test('is one column of at most 600 px', () => {
		const widths = elements.flatMap(({ attributes, style }) => [
			attributes.width ?? '100%',
			style['max-width'] ?? '0',
			style.width ?? '0'
		]);
		for (const width of widths.filter((width) => !width.endsWith('%') && width !== 'auto')) {
			expect(Number.parseInt(width)).toBeLessThanOrEqual(600);
		}
		expect(elements.find(({ attributes }) => attributes.class === 'card')?.style['max-width']).toBe(
			'600px'
		);
	});

	test('has every text styled inline: its colour, size and line', () => {
		for (const element of elements.filter(shown)) {
			expect(inherited(element, 'font-family'), element.text).toContain('sans-serif');
			for (const property of ['color', 'font-size', 'line-height']) {
				expect(inherited(element, property), `${property} of ${element.text}`).toBeDefined();
			}
		}
	});

	test('says each background twice, for programs that read only one', () => {
		for (const { tag, attributes, style } of elements.filter(({ tag }) => tag !== 'img')) {
			expect(attributes.bgcolor, tag).toBe(style.background);
		}
	});

	test('can be read: every text stands out from what it stands on', () => {
		for (const element of elements.filter(shown)) {
			const on = inherited(element, 'background') ?? '';
			expect(contrast(inherited(element, 'color') ?? '', on), element.text).toBeGreaterThan(4.5);
		}
	});

	test('turns dark where that is known: no colour stays that was for a light page', () => {
		for (const { text, style, attributes, tag } of elements) {
			if (!style.color || style.background || tag === 'a') continue;
			expect(attributes.class, text).toMatch(/\b(strong|text|quiet)\b/);
		}
		expect(mail.html).toContain('prefers-color-scheme: dark');
		expect(mail.html).toContain('<meta name="color-scheme" content="light dark">');
	});

	test('misses nothing where images are off', () => {
		for (const { attributes } of elements.filter(({ tag }) => tag === 'img')) {
			// The name stands beside the logo.
			expect(attributes.alt).toBe('');
			expect(attributes.height).toBeDefined();
		}
	});

	test('says the same in plain text', () => {
		expect(mail.text).not.toMatch(/<[a-z/]/i);
		expect(mail.text).toContain(business.name);
		const links = elements
			.flatMap(({ attributes }) => attributes.href ?? [])
			.filter((href) => href.startsWith('http'));
		for (const link of links) expect(mail.text).toContain(link);
	});
});

test('a button can be read on any colour that a business may choose', () => {
	const channel = fc.integer({ min: 0, max: 255 });
	fc.assert(
		fc.property(channel, channel, channel, (...rgb) => {
			const accentColor = `#${rgb.map((c) => c.toString(16).padStart(2, '0')).join('')}`;
			const { html } = render('reminder', { business: { ...business, accentColor } });
			const [, color = ''] = /<a href="[^"]*\/b\/[^"]*"[^>]*color:(#[0-9a-f]{6})/.exec(html) ?? [];
			expect(contrast(color, accentColor)).toBeGreaterThanOrEqual(4.5);
		}),
		{ numRuns: 60 }
	);
});
