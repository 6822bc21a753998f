import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	START,
	HOUR,
	ALLOWED,
	booking,
	business,
	FORBIDDEN,
	kinds,
	render,
	SECRET
} from './subject.ts';

describe('a reminder', () => {
	const at = (now: number, customer = booking.customer) =>
		render('reminder', {
			standing: { ...ALLOWED, now },
			booking: { ...booking, customer },
			told: null
		});

	test('says how soon it is, and when', () => {
		expect(at(START - 24 * HOUR).subject).toBe(
			'Reminder: Deep clean tomorrow, Thu 4 June, 1:30 pm'
		);
		expect(at(START - 2 * HOUR).subject).toBe('Reminder: Deep clean today, Thu 4 June, 1:30 pm');
		expect(at(START - 72 * HOUR).subject).toBe('Reminder: Deep clean, Thu 4 June, 1:30 pm');
		expect(at(START - 72 * HOUR).text).toContain('See you soon');
	});

	test('counts the days of the reader’s own calendar', () => {
		// In New York it is Wednesday evening, and an hour before Tuesday was over.
		const customer = { ...booking.customer, timeZone: 'America/New_York' };
		expect(at(START - 2 * HOUR, customer).subject).toContain('today, Wed');
		expect(at(START - 24 * HOUR, customer).subject).toContain('tomorrow, Wed');
	});

	test('has the button and the link while they are allowed', () => {
		expect(at(START - 25 * HOUR).text).toContain(`/b/${SECRET}`);
		expect(render('reminder', { standing: FORBIDDEN }).text).not.toContain(SECRET);
	});
});

describe('a notice to staff', () => {
	const notices = kinds.filter((kind) => kind.startsWith('notice'));

	test.each(notices)(
		'%s says who and what, and leads to the booking in the back office',
		(kind) => {
			const { subject, html, text } = render(kind);
			expect(subject).toContain('Mia Laurent');
			for (const form of [html, text]) {
				expect(form).toContain('https://book.example.com/admin/bookings/1042');
				expect(form).not.toMatch(/\/b\/|cancel this|reschedule or/i);
				expect(form).toContain('m@x.test');
			}
		}
	);

	test('goes by the business’s clocks, wherever the customer is', () => {
		const customer = { ...booking.customer, timeZone: 'America/New_York', locale: 'en-US' };
		const { text } = render('notice_moved', { booking: { ...booking, customer } });
		expect(text).toContain('1:30 – 2:30 pm, Sydney time');
		expect(text).not.toContain('New York');
	});

	test('says from when to when, and what the customer wrote', () => {
		const { text } = render('notice_moved');
		expect(text).toContain(
			'From Tuesday 2 June 2026, 11:30 am, to Thursday 4 June 2026, 1:30 pm, now with Noah Fletcher instead of Ava Chen. They wrote: “We are away that week.”'
		);
	});

	test.each([
		['bounced', 'Mail does not reach Mia Laurent', 'did not arrive. No mailbox.', 'that works'],
		['complained', 'Mia Laurent marked our mail as spam', 'as spam.', 'how you can reach them'],
		['unsubscribed', 'Mia Laurent asked for no more mail', 'from us.', 'how you can reach them']
	] as const)('says what is the matter with an address: %s', (kind, title, what, todo) => {
		const trouble = { kind, reason: kind === 'bounced' ? 'No mailbox.' : '' };
		const notice = { staffName: 'Grace Hopper', reason: '', trouble };
		const { subject, text } = render('notice_bounced', { notice });
		expect(subject).toBe(`${title}: Deep clean, Thu 4 June`);
		for (const words of [title, what, todo]) expect(text).toContain(words);
		expect(text.includes('did not arrive')).toBe(kind === 'bounced');
	});
});

test('the mail to sign in with has the button, and the code to type', () => {
	const { subject, html, text } = render('sign_in');
	expect(subject).toBe('Sign in to Harbour Home Care');
	expect(html).toContain('href="https://book.example.com/portal/in"');
	for (const form of [html, text]) {
		expect(form).toContain('4829 1357');
		expect(form).toContain('once, for 15 minutes');
	}
});

test('the mail that confirms an address has the code to type, and no link', () => {
	const { subject, html, text } = render('confirm_email');
	expect(subject).toBe('Your code for booking with Harbour Home Care');
	for (const form of [html, text]) {
		expect(form).toContain('4829 1357');
		expect(form).toContain('nothing is booked');
		expect(form).not.toContain('/portal');
		expect(form).not.toContain('href="https://book.example.com/b/');
	}
});

test.each(kinds)('nothing that people type breaks out of %s', (kind) => {
	const odd = fc.string({
		unit: fc.oneof(
			fc.constantFrom(
				'<b>',
				'"',
				"'",
				'&',
				',',
				';',
				':',
				'\r\n',
				'\n\n',
				'\0',
				'\u0001',
				'\u0002'
			),
			fc.constantFrom(
				'{{ date }}',
				'{% if',
				'# ',
				'- ',
				'\u202e',
				'\u2066',
				'\u200f',
				'\u2028',
				'🎉'
			),
			fc.constantFrom('نور', 'מיה', '\ud800', '\u0000'),
			fc.string({ minLength: 1, maxLength: 2, unit: 'grapheme' }),
			fc.constant('W'.repeat(400))
		),
		maxLength: 12
	});
	const tags = (html: string) =>
		(html.match(/<[^>]*>/g) ?? []).filter((tag) => !/^<(br \/|\/?bdi)>$/.test(tag));
	const changed = (name: string, notes: string) => ({
		booking: {
			...booking,
			phone: `x${notes}`,
			address: `x${name}`,
			notes: `x${notes}x`,
			service: { ...booking.service, name: `x${name}x`, priceText: `x${notes}` },
			fieldworker: { ...booking.fieldworker, name: `x${notes}x` },
			customer: { ...booking.customer, name: `x${name}x` }
		},
		business: { ...business, name: `x${notes}` },
		standing: FORBIDDEN
	});
	const plain = tags(render(kind, changed('', '')).html);
	fc.assert(
		fc.property(odd, odd, (name, notes) => {
			const mail = render(kind, changed(name, notes));
			expect(mail.subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
			expect(mail.subject.length).toBeLessThanOrEqual(300);
			// A line break, say, may not add so much as a paragraph.
			expect(tags(mail.html)).toEqual(plain);
			expect(mail.html + mail.text).not.toMatch(/[^\P{Cc}\n\t]/u);
			expect((mail.html + mail.text).isWellFormed()).toBe(true);
		}),
		{ numRuns: 40 }
	);
});
