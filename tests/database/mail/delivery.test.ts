import { beforeEach, describe, expect, test } from 'vitest';
import { openLink } from '../../../src/lib/server/links/manage-link.ts';
import { deliver } from '../../../src/lib/server/mail/deliver.ts';
import { bookingMails } from '../../../src/lib/server/mail/log.ts';
import { openMailgun } from '../../../src/lib/server/mail/mailgun.ts';
import { prepare } from '../../../src/lib/server/mail/outbox.ts';
import { testDatabase } from '../../support/database.ts';
import { openPost, secretsIn, SENDER } from '../../support/post.ts';
import type { Shop } from '../../support/shop.ts';

const database = await testDatabase();
const { sql } = database;
const post = await openPost(database);
const { mailgun, send, sendLater, keep } = post;

let shop: Shop;
beforeEach(async () => {
	shop = await post.begin();
});

describe('without a Mailgun key', () => {
	test('a mail is kept, and its links work', async () => {
		const { booking, mailId } = await post.booked(shop);
		await keep(mailId);
		const mail = await post.logged(mailId);
		expect(mail).toMatchObject({ state: 'kept', problem: null, messageId: null });
		const secrets = secretsIn(`${mail.html} ${mail.text}`);
		expect(new Set(secrets).size).toBe(1);
		expect(await openLink(sql, secrets[0]!)).toBe(booking.id);
		expect(mailgun.messages).toHaveLength(0);
	});

	test('every mail has a link of its own, and old ones keep working', async () => {
		const { booking, mailId } = await post.booked(shop);
		await keep(mailId);
		await post.move(booking.id, shop.at(6, 10));
		await keep(await post.newest(booking.id));
		const mails = await Promise.all(
			(await bookingMails(sql, booking.id)).map(({ id }) => post.logged(id))
		);
		const secrets = new Set(mails.flatMap(({ text }) => secretsIn(text ?? '')));
		expect(secrets.size).toBe(2);
		for (const secret of secrets) expect(await openLink(sql, secret)).toBe(booking.id);
	});
});

describe('sending', () => {
	test('sends one mail, and a stored copy without the secret', async () => {
		const { booking, mailId } = await post.booked(shop);
		await send(mailId);
		await send(mailId);
		expect(mailgun.messages).toHaveLength(1);
		const [message] = mailgun.messages;
		expect(message).toMatchObject({
			to: '"Customer 1" <customer1@example.com>',
			from: '"Test & Daughters" <bookings@mg.test>',
			messageId: `${mailId}.${booking.id}.v1@mg.test`,
			variables: { 'mail-id': `${mailId}`, 'booking-id': `${booking.id}`, version: '1' }
		});
		const [secret] = secretsIn(message!.html);
		expect(await openLink(sql, secret!)).toBe(booking.id);
		const mail = await post.logged(mailId);
		expect(mail).toMatchObject({ state: 'sent', attempts: 1, messageId: message!.messageId });
		expect(JSON.stringify(mail)).not.toContain(secret);
		expect(mail.text).toContain('(the customer’s private link)');
	});

	test('the invite goes with it, and the log keeps what was attached', async () => {
		const { mailId } = await post.booked(shop);
		await send(mailId);
		const [invite] = mailgun.messages[0]!.attachments;
		expect(invite).toMatchObject({
			filename: 'invite.ics',
			contentType: 'text/calendar; charset=utf-8; method=REQUEST',
			content: expect.stringMatching(/^BEGIN:VCALENDAR\r\n/)
		});
		const [stored] = await sql`select calendar from mail where id = ${mailId}`;
		expect(stored).toEqual({ calendar: invite!.content });
	});

	test.each([
		'Eve\r\nBcc: victim@example.com',
		'Byron, Ada <victim@example.com>, "Eve',
		'\u202eeve\u202c מיה 🎉\u2028X-Evil: 1'
	])('a customer called %j is one recipient, in every line of the mail', async (name) => {
		const { booking } = await post.booked(shop);
		await sql`update customer set name = ${name}`;
		await post.move(booking.id, shop.at(6, 10));
		await send(await post.newest(booking.id));
		const [message] = mailgun.messages;
		expect(message!.to).toMatch(/^"[^"\r\n<>]*" <customer1@example\.com>$/);
		expect(Object.keys(message!.headers)).toEqual(['Message-Id', 'Auto-Submitted', 'Reply-To']);
		expect(message!.subject).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
		expect(message!.attachments[0]!.content).not.toMatch(/^(Bcc|X-Evil):/m);
	});

	test('two workers with the same mail send it once', async () => {
		const { mailId } = await post.booked(shop);
		await Promise.all([send(mailId), send(mailId), send(mailId)]);
		expect(mailgun.messages).toHaveLength(1);
	});

	test('a 429 is tried again and then sent', async () => {
		const { mailId } = await post.booked(shop);
		mailgun.fail({ kind: 'status', status: 429 });
		await expect(send(mailId)).rejects.toThrow('not sent');
		expect(await post.logged(mailId)).toMatchObject({
			state: 'queued',
			problem: expect.stringContaining('429')
		});
		await send(mailId);
		expect(await post.logged(mailId)).toMatchObject({ state: 'sent', attempts: 2, problem: null });
		expect(mailgun.messages).toHaveLength(1);
	});

	test('a permanent refusal ends it and keeps the reason', async () => {
		const { mailId } = await post.booked(shop);
		mailgun.fail({ kind: 'status', status: 400, message: 'no such mailbox' });
		await send(mailId);
		await send(mailId);
		expect(mailgun.messages).toHaveLength(0);
		expect(await post.logged(mailId)).toMatchObject({
			state: 'failed',
			problem: expect.stringContaining('no such mailbox')
		});
	});

	test('an address that is none fails without asking Mailgun', async () => {
		const { mailId } = await post.booked(shop);
		const { attempts } = mailgun;
		await sql`update customer set email = 'a@b.test, c@d.test'`;
		await send(mailId);
		expect(mailgun.attempts).toBe(attempts);
		expect(await post.logged(mailId)).toMatchObject({
			state: 'failed',
			problem: expect.stringContaining('not an address')
		});
	});
});

describe('when nobody knows whether it was sent', () => {
	test.each(['reset_after_accept', 'truncated'] as const)(
		'after %s it is found at Mailgun and not sent again',
		async (kind) => {
			const { mailId } = await post.booked(shop);
			mailgun.fail({ kind });
			await expect(send(mailId)).rejects.toThrow('not sent');
			expect(await post.logged(mailId)).toMatchObject({ state: 'sending' });
			await send(mailId);
			expect(await post.logged(mailId)).toMatchObject({ state: 'sent', problem: null });
			expect(mailgun.messages).toHaveLength(1);
		}
	);

	test('after Mailgun took it and never answered it is not sent again', async () => {
		const { mailId } = await post.booked(shop);
		mailgun.fail({ kind: 'hang_after_accept' });
		const { url } = mailgun;
		const transport = openMailgun({ key: 'key-test', domain: 'mg.test', url, timeout: 3_000 });
		await expect(deliver({ sql, transport, ...SENDER }, mailId)).rejects.toThrow('not sent');
		expect(await post.logged(mailId)).toMatchObject({
			state: 'sending',
			problem: expect.stringContaining('The connection to Mailgun broke')
		});
		await send(mailId);
		expect(await post.logged(mailId)).toMatchObject({ state: 'sent', problem: null });
		expect(mailgun.messages).toHaveLength(1);
	});

	test('a process that died after Mailgun took it leaves exactly one message', async () => {
		const { mailId } = await post.booked(shop);
		mailgun.eventsLag = 60_000;
		const outgoing = await prepare(sql, mailId, SENDER);
		await post.transport.send(outgoing!);
		await expect(send(mailId)).rejects.toThrow('too early');
		expect(await post.logged(mailId)).toMatchObject({ state: 'sending', attempts: 1 });
		mailgun.eventsLag = 0;
		await send(mailId);
		expect(await post.logged(mailId)).toMatchObject({ state: 'sent', attempts: 1 });
		expect(mailgun.messages).toHaveLength(1);
	});

	test('a process that died before Mailgun had it sends it under the same Message-ID', async () => {
		const { mailId } = await post.booked(shop);
		const outgoing = await prepare(sql, mailId, SENDER);
		await expect(send(mailId)).rejects.toThrow('too early');
		await sendLater(mailId);
		expect(mailgun.messages.map(({ messageId }) => messageId)).toEqual([outgoing!.messageId]);
		expect(await post.logged(mailId)).toMatchObject({ state: 'sent', attempts: 2 });
	});

	test('a mail that did arrive is logged as sent even when the booking has changed since', async () => {
		const { booking, mailId } = await post.booked(shop);
		mailgun.fail({ kind: 'reset_after_accept' });
		await expect(send(mailId)).rejects.toThrow();
		await post.move(booking.id, shop.at(6, 10));
		await send(mailId);
		expect(await post.logged(mailId)).toMatchObject({ state: 'sent' });
	});
});
