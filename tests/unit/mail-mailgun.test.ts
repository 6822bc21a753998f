import { afterAll, beforeEach, expect, test } from 'vitest';
import { judge, openMailgun, type Outgoing } from '../../src/lib/server/mail/mailgun.ts';
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

test('a 429 and an account at fault are for later', async () => {
	mailgun.fail({ kind: 'status', status: 429, retryAfter: 5 });
	expect(await transport.send(mail)).toMatchObject({ outcome: 'not_now' });
	const wrongKey = openMailgun({ ...options, key: 'key-wrong' });
	expect(await wrongKey.send(mail)).toMatchObject({ outcome: 'not_now' });
	expect(mailgun.messages).toHaveLength(0);
});

test('a mail that Mailgun will not take is refused for good, with its reason', async () => {
	mailgun.fail({ kind: 'status', status: 400, message: 'to parameter is not a valid address' });
	expect(await transport.send(mail)).toEqual({
		outcome: 'refused',
		problem: 'Mailgun answered 400 (Bad Request: to parameter is not a valid address)'
	});
});

test.each(['reset_before', 'reset_after_accept', 'truncated'] as const)(
	'after %s nobody can tell',
	async (kind) => {
		mailgun.fail({ kind });
		expect(await transport.send(mail)).toMatchObject({ outcome: 'unknown' });
		expect(await transport.wasAccepted(mail.messageId, Date.now())).toBe(kind !== 'reset_before');
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
