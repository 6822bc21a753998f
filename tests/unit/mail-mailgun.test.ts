import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { mailbox, oneLine } from '../../src/lib/server/mail/address.ts';
import { judge, openMailgun, type Outgoing } from '../../src/lib/server/mail/mailgun.ts';
import { readRetryAfter } from '../../src/lib/server/mail/retry-after.ts';
import { startMailgunStandIn } from '../support/mailgun-stand-in.ts';

const mailgun = await startMailgunStandIn();
afterAll(() => mailgun.stop());
beforeEach(() => {
	mailgun.messages.length = 0;
});

const options = { key: 'key-test', domain: 'mg.test', url: mailgun.url };
const transport = openMailgun(options);

const mail: Outgoing = {
	messageId: '1.1042.v2@mg.test',
	from: '"Harbour, Inc." <bookings@mg.test>',
	to: '"Zoë 🎉" <zoe@example.com>',
	replyTo: '"Harbour, Inc." <hello@harbour.example>',
	subject: 'New time: Thu 4 June, 1:30 pm',
	html: '<b>é</b>',
	text: 'é',
	calendar: null,
	variables: { mailId: 1, bookingId: 1042, version: 2 }
};

test('a mail arrives whole, with its Message-ID and variables and without tracking', async () => {
	expect(await transport.send(mail)).toEqual({ outcome: 'accepted', messageId: mail.messageId });
	expect(mailgun.messages).toEqual([
		{
			messageId: mail.messageId,
			from: mail.from,
			to: mail.to,
			subject: mail.subject,
			html: mail.html,
			text: mail.text,
			attachments: [],
			headers: {
				'Message-Id': `<${mail.messageId}>`,
				'Auto-Submitted': 'auto-generated',
				'Reply-To': mail.replyTo
			},
			variables: { 'mail-id': '1', 'booking-id': '1042', version: '2' },
			options: { tracking: 'no', 'tracking-clicks': 'no', 'tracking-opens': 'no' },
			at: expect.any(Number)
		}
	]);
	expect(await transport.wasAccepted(mail.messageId, Date.now())).toBe(true);
	expect(await transport.wasAccepted('other@mg.test', Date.now())).toBe(false);
});

test.each(['REQUEST', 'CANCEL'] as const)(
	'an invite is attached byte for byte, with METHOD:%s in its type',
	async (method) => {
		const content = `BEGIN:VCALENDAR\r\nMETHOD:${method}\r\nSUMMARY:Café\\, 🎉 mit\r\n  Zoë\r\nEND:VCALENDAR\r\n`;
		await transport.send({ ...mail, calendar: { method, content } });
		expect(mailgun.messages[0]!.attachments).toEqual([
			{
				filename: 'invite.ics',
				contentType: `text/calendar; charset=utf-8; method=${method}`,
				content
			}
		]);
	}
);

test.each(['', '/'])('another region’s address may end in %j', async (ending) => {
	const elsewhere = openMailgun({ ...options, url: `${mailgun.url}${ending}` });
	expect(await elsewhere.send(mail)).toMatchObject({ outcome: 'accepted' });
	expect(await elsewhere.wasAccepted(mail.messageId, Date.now())).toBe(true);
});

describe('when Mailgun will not take it now', () => {
	test('a 429 and an account at fault are for later', async () => {
		mailgun.fail({ kind: 'status', status: 429 });
		expect(await transport.send(mail)).toMatchObject({ outcome: 'not_now' });
		const wrongKey = openMailgun({ ...options, key: 'key-wrong' });
		expect(await wrongKey.send(mail)).toMatchObject({ outcome: 'not_now' });
		expect(mailgun.messages).toHaveLength(0);
		expect(transport.notBefore()).toBeLessThanOrEqual(Date.now());
	});

	test.each([429, 503])(
		'after a %i with Retry-After it is left alone until then',
		async (status) => {
			const patient = openMailgun(options);
			mailgun.fail({ kind: 'status', status, retryAfter: 30 });
			const before = Date.now();
			await patient.send(mail);
			expect(patient.notBefore()).toBeGreaterThanOrEqual(before + 30_000);
			expect(patient.notBefore()).toBeLessThanOrEqual(Date.now() + 30_000);
			const { attempts } = mailgun;
			expect(await patient.send(mail)).toMatchObject({ outcome: 'not_now' });
			expect(mailgun.attempts).toBe(attempts);
		}
	);

	test('Retry-After is seconds or a date, and an hour at most', () => {
		const now = Date.parse('2026-06-04T12:00:00Z');
		expect(readRetryAfter('90', now)).toBe(now + 90_000);
		expect(readRetryAfter('Thu, 04 Jun 2026 12:00:05 GMT', now)).toBe(now + 5_000);
		expect(readRetryAfter('999999', now)).toBe(now + 3_600_000);
		for (const nothing of [undefined, '', 'soon', '-1 minute']) {
			expect(readRetryAfter(nothing, now)).toBe(0);
		}
	});
});

test('a mail that Mailgun will not take is refused for good, with its reason', async () => {
	const willing = openMailgun(options);
	mailgun.fail({ kind: 'status', status: 400, message: 'to parameter is not a valid address' });
	expect(await willing.send(mail)).toEqual({
		outcome: 'refused',
		problem: 'Mailgun answered 400 (Bad Request: to parameter is not a valid address)'
	});
});

test.each(['reset_before', 'reset_after_accept', 'truncated'] as const)(
	'after %s nobody can tell',
	async (kind) => {
		const willing = openMailgun(options);
		mailgun.fail({ kind });
		expect(await willing.send(mail)).toMatchObject({ outcome: 'unknown' });
		expect(await willing.wasAccepted(mail.messageId, Date.now())).toBe(kind !== 'reset_before');
	}
);

test('a server error and a time-out leave the outcome unknown', () => {
	expect(judge({ status: 503, message: 'Service Unavailable' })).toMatchObject({
		outcome: 'unknown'
	});
	expect(
		judge({ status: 400, message: 'ECONNABORTED', details: 'timeout of 10000ms exceeded' })
	).toMatchObject({
		outcome: 'unknown'
	});
	expect(judge(new Error('anything'))).toMatchObject({ outcome: 'unknown' });
});

test('where nothing listens, nothing was sent, and that is known', async () => {
	const nowhere = openMailgun({ ...options, url: 'http://127.0.0.1:9' });
	expect(await nowhere.send(mail)).toMatchObject({ outcome: 'not_now' });
	expect(await nowhere.wasAccepted(mail.messageId, Date.now())).toBe('cannot_tell');
});

describe('whatever people are called', () => {
	const names = [
		'Eve\r\nBcc: victim@example.com',
		'Eve\nX-Evil: 1',
		'Eve\u2028Bcc: victim@example.com',
		'Byron, Ada <victim@example.com>',
		'"><script>", victim@example.com, "',
		'Zoë O’Brien, Jr. 🎉',
		'\u202eeve\u202c מיה \u200f',
		'a\0b\\"c'
	];
	test.each(names)('%j is one recipient and no header', async (name) => {
		const willing = openMailgun(options);
		const to = mailbox(name, 'mia@example.com')!;
		const subject = oneLine(`Hello ${name}`);
		await willing.send({ ...mail, to, subject, from: mailbox(name, 'bookings@mg.test')! });
		const [received] = mailgun.messages;
		expect(received).toMatchObject({ to, subject });
		expect(Object.keys(received!.headers)).toEqual(['Message-Id', 'Auto-Submitted', 'Reply-To']);
		expect(Object.keys(received!.options)).toHaveLength(3);
		for (const line of [received!.to, received!.from, received!.subject]) {
			expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u);
		}
		// What is outside the quotes is all that a mail program takes for addresses.
		expect(received!.to.replace(/^"[^"]*" /, '')).toBe('<mia@example.com>');
	});
});
