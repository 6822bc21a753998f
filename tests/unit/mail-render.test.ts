import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Booking } from '../../src/lib/server/bookings/find.ts';
import { privateLink, withoutSecrets } from '../../src/lib/server/mail/redact.ts';
import { renderMail } from '../../src/lib/server/mail/render.ts';
import { defaultTemplates } from '../../src/lib/server/mail/templates.ts';
import { about, booking, FORBIDDEN, HOUR, SECRET, START, told } from './mail/subject.ts';

const { confirmation, rescheduled, cancelled } = defaultTemplates;
const page = `https://book.example.com/b/${SECRET}`;

describe('a confirmation', () => {
	const mail = renderMail(confirmation, about);

	test('says what, when, with whom, where and for how much, in both forms', () => {
		expect(mail.subject).toBe('Booking confirmed: Deep clean, Thu 4 June, 1:30 pm');
		for (const form of [mail.html, mail.text]) {
			expect(form).toContain('Thursday 4 June 2026');
			expect(form).toContain('1:30 – 2:30 pm');
			expect(form).toContain('Sydney time (Australian Eastern Standard Time)');
			expect(form).toContain('Deep clean');
			expect(form).toContain('Noah Fletcher');
			expect(form).toContain('14 Cliff Street');
			expect(form).toContain('from $240');
			expect(form).toContain('The dog is friendly.');
		}
		expect(mail.html).not.toContain('<s>');
	});

	test('ends with the button and the sentence that cancels', () => {
		expect(mail.html).toContain(`href="${page}"`);
		expect(mail.html).toContain(`href="${page}/cancellation"`);
		expect(mail.text).toContain(`Reschedule or change booking details:\n${page}\n`);
		expect(mail.text).toContain(`Cancel this booking: ${page}/cancellation`);
		expect(mail.html).toContain('Possible until Wednesday 3 June 2026, 1:30 pm, Sydney time.');
	});

	test('puts text on the business’s colour that can be read', () => {
		expect(mail.html).toContain('background:#fde047;color:#000000');
	});
});

test('the logo is the only thing that a mail loads, and it has one only where there is one', () => {
	expect(renderMail(confirmation, about).html).not.toMatch(/<img|src=/);
	const { html } = renderMail(confirmation, {
		...about,
		business: { ...about.business, logo: 1_780_000_000_000 }
	});
	expect(html.match(/src="[^"]*"/g)).toEqual([
		'src="https://book.example.com/logo?v=1780000000000"'
	]);
	expect(html).toContain('alt=""');
});

describe('what a customer may not do now', () => {
	test('is not mentioned at all', () => {
		const mail = renderMail(confirmation, { ...about, standing: FORBIDDEN });
		for (const form of [mail.html, mail.text]) {
			expect(form).not.toContain(SECRET);
			expect(form).not.toMatch(/reschedule|cancel|make it|possible until/i);
			expect(form).not.toContain('\0');
		}
		expect(mail.html).not.toMatch(/<p[^>]*>\s*<\/p>/);
	});

	test('goes part by part', () => {
		const onlyCancel = { ...about.standing, reschedule: FORBIDDEN.reschedule };
		const mail = renderMail(confirmation, { ...about, standing: onlyCancel });
		expect(mail.text).not.toContain('Reschedule');
		expect(mail.text).toContain('Cancel this booking:');
	});
});

describe('a changed booking', () => {
	test('strikes out what the customer was told before', () => {
		const mail = renderMail(rescheduled, { ...about, told });
		expect(mail.subject).toBe('New time: Deep clean, Thu 4 June, 1:30 pm');
		expect(mail.html).toContain('<s>Tuesday 2 June 2026, 11:30 am</s>');
		expect(mail.html).toMatch(/<s[^>]*>Ava Chen<\/s> Noah Fletcher/);
		expect(mail.text).toContain('was Tuesday 2 June 2026, 11:30 am');
		expect(mail.text).toContain('With: Noah Fletcher (was Ava Chen)');
	});

	test('that is again as they know it strikes out nothing', () => {
		const same = { startsAt: START, endsAt: START + HOUR, fieldworker: booking.fieldworker };
		for (const told of [same, null]) {
			const mail = renderMail(rescheduled, { ...about, told });
			expect(mail.subject).toBe('Booking confirmed: Deep clean, Thu 4 June, 1:30 pm');
			expect(mail.html).not.toContain('<s>');
			expect(mail.text).not.toContain('was ');
		}
	});

	test('that was cancelled names the time that the customer knew of', () => {
		const gone = { ...booking, status: 'cancelled' as const };
		const mail = renderMail(cancelled, { ...about, booking: gone, told, standing: FORBIDDEN });
		expect(mail.text).toContain('Cancelled: Tuesday 2 June 2026');
		expect(mail.text).toContain('With: Ava Chen');
		expect(mail.text).toContain(
			'Schedule an appointment:\nhttps://book.example.com/book?service=3'
		);
		expect(mail.text).not.toContain('4 June');
	});
});

test('a customer elsewhere reads their own clock first, and the business’s beside it', () => {
	const customer = { ...booking.customer, timeZone: 'America/New_York' };
	const mail = renderMail(confirmation, { ...about, booking: { ...booking, customer } });
	expect(mail.text).toContain('Wednesday 3 June 2026\n11:30 pm – 12:30 am, New York time');
	expect(mail.text).toContain('At Harbour Home Care: Thu 4 June, 1:30 – 2:30 pm, Sydney time');
});

test('nothing that people type breaks out of the subject, the HTML or the template', () => {
	const typed = fc.string({
		unit: fc.oneof(
			fc.constantFrom(
				'<',
				'>',
				'"',
				"'",
				'&',
				'\r\n',
				'\n\n',
				'{{',
				'}}',
				'{%',
				'# ',
				'\u202e',
				','
			),
			fc.string({ minLength: 1, maxLength: 2, unit: 'grapheme' }).map((s) => s.replaceAll('\0', ''))
		),
		maxLength: 30
	});
	const plain = renderMail(confirmation, about).html;
	const tags = (html: string) =>
		(html.match(/<[^>]*>/g) ?? []).filter((tag) => !/^<(br \/|\/?bdi)>$/.test(tag));
	fc.assert(
		fc.property(typed, typed, (name, notes) => {
			const changed: Booking = {
				...booking,
				notes: `x${notes}x`,
				service: { ...booking.service, name: `x${name}x` },
				fieldworker: { ...booking.fieldworker, name: `x${name}x` },
				customer: { ...booking.customer, name: `x${name}x` }
			};
			const mail = renderMail(confirmation, { ...about, booking: changed });
			expect(mail.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
			expect(tags(mail.html)).toEqual(tags(plain));
		}),
		{ numRuns: 150 }
	);
});

test('an unknown placeholder is an error that names its line', () => {
	const template = { subject: 'x', body: 'Hello\n{{ custmer_name }}' };
	expect(() => renderMail(template, about)).toThrow(/custmer_name.*line:2/);
});

test('the copy of a sent mail has no secret and says so', () => {
	const copy = withoutSecrets(renderMail(confirmation, about), [privateLink(SECRET)]);
	expect(JSON.stringify(copy)).not.toContain(SECRET);
	expect(copy.text).toContain('/b/(the customer’s private link)');
	expect(copy.html).not.toContain('href="https://book.example.com/b/');
});

describe('a request to choose another time', () => {
	const ask = defaultTemplates.ask_to_reschedule;

	test('has the button, and the time that is in question', () => {
		const mail = renderMail(ask, about);
		expect(mail.subject).toBe('Please choose another time: Deep clean, Thu 4 June, 1:30 pm');
		expect(mail.html).toContain(`href="${page}"`);
		expect(mail.text).toContain('Choose another time that suits you');
		expect(mail.text).toContain('1:30 – 2:30 pm');
	});

	test('asks to be called where nothing can be changed online', () => {
		const say = (contact: { phone: string; email: string }) =>
			renderMail(ask, {
				...about,
				standing: FORBIDDEN,
				business: { ...about.business, ...contact }
			}).text;
		const { phone, email } = about.business;
		expect(say({ phone, email })).toContain('Please call us on 02 5550 1234, and');
		expect(say({ phone: '', email })).toContain('Please write to us at hello@harbour.example');
		expect(say({ phone: '', email: '' })).toContain('Please get in touch with us');
		expect(say({ phone, email })).not.toContain(SECRET);
		const { subject, text } = renderMail(ask, { ...about, standing: FORBIDDEN });
		expect(subject).toBe('Please contact us about your booking: Deep clean, Thu 4 June, 1:30 pm');
		expect(text).toContain('Your booking needs another time');
		expect(text).not.toMatch(/choose another time/i);
	});
});
