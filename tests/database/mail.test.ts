import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { cancel } from '../../src/lib/server/bookings/cancel.ts';
import { editDetails } from '../../src/lib/server/bookings/edit-details.ts';
import { move } from '../../src/lib/server/bookings/move.ts';
import { connect } from '../../src/lib/server/database/connection.ts';
import { transaction } from '../../src/lib/server/database/transaction.ts';
import { openLink } from '../../src/lib/server/links/manage-link.ts';
import { deliver } from '../../src/lib/server/mail/deliver.ts';
import { bookingMails, findMail, listMails } from '../../src/lib/server/mail/log.ts';
import { openMailgun } from '../../src/lib/server/mail/mailgun.ts';
import { prepare } from '../../src/lib/server/mail/outbox.ts';
import { readStaffToken } from '../../src/lib/server/accounts/staff-token.ts';
import { queueMail, queueStaffMail } from '../../src/lib/server/mail/queue.ts';
import { testDatabase } from '../support/database.ts';
import { emptyDatabase } from '../support/empty.ts';
import { startMailgunStandIn } from '../support/mailgun-stand-in.ts';
import { BY_LINK, openShop, type Shop } from '../support/shop.ts';

const { sql, url } = await testDatabase();
/** The same database when Mailgun's events can be relied on to tell of what was sent just now. */
const later = connect(url, { connection: { 'reslot.clock_offset': '3 minutes' } });
const mailgun = await startMailgunStandIn();
afterAll(async () => {
	await mailgun.stop();
	await later.end();
});

const from = 'bookings@mg.test';
const origin = 'https://book.test';
const transport = openMailgun({ key: 'key-test', domain: 'mg.test', url: mailgun.url });
const send = (mailId: number) => deliver({ sql, transport, from, origin }, mailId);
const sendLater = (mailId: number) => deliver({ sql: later, transport, from, origin }, mailId);
const keep = (mailId: number) => deliver({ sql, transport: null, from, origin }, mailId);

let shop: Shop;
beforeEach(async () => {
	await emptyDatabase(sql);
	mailgun.messages.length = 0;
	mailgun.eventsLag = 0;
	shop = await openShop(sql, { fieldworkers: 2 });
});

async function booked(hour = 9) {
	const booking = await shop.booked(shop.at(5, hour));
	return { booking, mailId: await newestMail(booking.id) };
}

async function newestMail(bookingId: number): Promise<number> {
	const [mail] = await bookingMails(sql, bookingId);
	if (!mail) throw new Error('no mail was queued');
	return mail.id;
}

async function moveTo(bookingId: number, startsAt: number, notify = true): Promise<void> {
	const actor = notify ? BY_LINK : ({ kind: 'system', notify: false } as const);
	const moved = await move(sql, { bookingId, startsAt, reason: '', actor });
	if (moved.result !== 'moved') throw new Error(JSON.stringify(moved));
}

async function stateOf(mailId: number) {
	const mail = await findMail(sql, mailId);
	if (!mail) throw new Error('no such mail');
	return mail;
}

/** The secrets of the manage links in a text. */
const secretsIn = (text: string) =>
	[...text.matchAll(/\/b\/([\w-]{43})/g)].map(([, secret]) => secret!);

describe('queueing', () => {
	test('a mail and its job come and go with the transaction', async () => {
		const { booking } = await booked();
		const count = async () => {
			const [row] = await sql<{ mails: number; jobs: number }[]>`
				select
					(select count(*) from mail) as mails,
					(select count(*) from graphile_worker.jobs) as jobs
			`;
			return row;
		};
		expect(await count()).toEqual({ mails: 1, jobs: 1 });
		await transaction(sql, async (tx, rollback) => {
			await queueMail(tx, { bookingId: booking.id, version: 2, kind: 'rescheduled' });
			rollback(undefined);
		});
		expect(await count()).toEqual({ mails: 1, jobs: 1 });
	});
});

describe('without a Mailgun key', () => {
	test('a mail is kept, and its links work', async () => {
		const { booking, mailId } = await booked();
		await keep(mailId);
		const mail = await stateOf(mailId);
		expect(mail).toMatchObject({ state: 'kept', problem: null, messageId: null });
		const secrets = secretsIn(`${mail.html} ${mail.text}`);
		expect(new Set(secrets).size).toBe(1);
		expect(await openLink(sql, secrets[0]!)).toBe(booking.id);
		expect(mailgun.messages).toHaveLength(0);
	});

	test('every mail has a link of its own, and old ones keep working', async () => {
		const { booking, mailId } = await booked();
		await keep(mailId);
		await moveTo(booking.id, shop.at(6, 10));
		await keep(await newestMail(booking.id));
		const mails = await Promise.all(
			(await bookingMails(sql, booking.id)).map(({ id }) => stateOf(id))
		);
		const secrets = new Set(mails.flatMap(({ text }) => secretsIn(text ?? '')));
		expect(secrets.size).toBe(2);
		for (const secret of secrets) expect(await openLink(sql, secret)).toBe(booking.id);
	});
});

describe('sending', () => {
	test('sends one mail, and a stored copy without the secret', async () => {
		const { booking, mailId } = await booked();
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
		const mail = await stateOf(mailId);
		expect(mail).toMatchObject({ state: 'sent', attempts: 1, messageId: message!.messageId });
		expect(JSON.stringify(mail)).not.toContain(secret);
		expect(mail.text).toContain('(the customer’s private link)');
	});

	test('two workers with the same mail send it once', async () => {
		const { mailId } = await booked();
		await Promise.all([send(mailId), send(mailId), send(mailId)]);
		expect(mailgun.messages).toHaveLength(1);
	});

	test('a 429 is tried again and then sent', async () => {
		const { mailId } = await booked();
		mailgun.fail({ kind: 'status', status: 429, retryAfter: 1 });
		await expect(send(mailId)).rejects.toThrow('not sent');
		expect(await stateOf(mailId)).toMatchObject({
			state: 'queued',
			problem: expect.stringContaining('429')
		});
		await send(mailId);
		expect(await stateOf(mailId)).toMatchObject({ state: 'sent', attempts: 2, problem: null });
		expect(mailgun.messages).toHaveLength(1);
	});

	test('a permanent refusal ends it and keeps the reason', async () => {
		const { mailId } = await booked();
		mailgun.fail({ kind: 'status', status: 400, message: 'no such mailbox' });
		await send(mailId);
		await send(mailId);
		expect(mailgun.messages).toHaveLength(0);
		expect(await stateOf(mailId)).toMatchObject({
			state: 'failed',
			problem: expect.stringContaining('no such mailbox')
		});
	});

	test('an address that is none fails without asking Mailgun', async () => {
		const { booking, mailId } = await booked();
		const attempts = mailgun.attempts;
		await sql`update mail set to_email = 'a@b.test, c@d.test' where id = ${mailId}`;
		await send(mailId);
		expect(mailgun.attempts).toBe(attempts);
		expect(await stateOf(mailId)).toMatchObject({
			state: 'failed',
			problem: expect.stringContaining('not an address')
		});
		expect(booking.id).toBeGreaterThan(0);
	});
});

describe('when nobody knows whether it was sent', () => {
	test.each(['reset_after_accept', 'truncated'] as const)(
		'after %s it is found at Mailgun and not sent again',
		async (kind) => {
			const { mailId } = await booked();
			mailgun.fail({ kind });
			await expect(send(mailId)).rejects.toThrow('not sent');
			expect(await stateOf(mailId)).toMatchObject({ state: 'sending' });
			await send(mailId);
			expect(await stateOf(mailId)).toMatchObject({ state: 'sent', problem: null });
			expect(mailgun.messages).toHaveLength(1);
		}
	);

	test('a process that died after Mailgun took it leaves exactly one message', async () => {
		const { mailId } = await booked();
		mailgun.eventsLag = 60_000;
		const outgoing = await prepare(sql, mailId, { domain: 'mg.test', from, origin });
		await transport.send(outgoing!);
		await expect(send(mailId)).rejects.toThrow('too early');
		expect(await stateOf(mailId)).toMatchObject({ state: 'sending', attempts: 1 });
		mailgun.eventsLag = 0;
		await send(mailId);
		expect(await stateOf(mailId)).toMatchObject({ state: 'sent', attempts: 1 });
		expect(mailgun.messages).toHaveLength(1);
	});

	test('a process that died before Mailgun had it sends it under the same Message-ID', async () => {
		const { mailId } = await booked();
		const outgoing = await prepare(sql, mailId, { domain: 'mg.test', from, origin });
		await expect(send(mailId)).rejects.toThrow('too early');
		await sendLater(mailId);
		expect(mailgun.messages.map(({ messageId }) => messageId)).toEqual([outgoing!.messageId]);
		expect(await stateOf(mailId)).toMatchObject({ state: 'sent', attempts: 2 });
	});

	test('a mail that did arrive is logged as sent even when the booking has changed since', async () => {
		const { booking, mailId } = await booked();
		mailgun.fail({ kind: 'reset_after_accept' });
		await expect(send(mailId)).rejects.toThrow();
		await moveTo(booking.id, shop.at(6, 10));
		await send(mailId);
		expect(await stateOf(mailId)).toMatchObject({ state: 'sent' });
	});
});

describe('a booking that changed before its mail left', () => {
	test('the stale mail is superseded and says why', async () => {
		const { booking, mailId } = await booked();
		await moveTo(booking.id, shop.at(6, 10));
		await send(mailId);
		expect(mailgun.messages).toHaveLength(0);
		const mail = await stateOf(mailId);
		expect(mail).toMatchObject({
			state: 'superseded',
			html: null,
			problem: 'Booking changed since: version 2, mail told of version 1'
		});
		expect(mail.settledAt).not.toBeNull();
	});

	test('quick moves end in one mail, which strikes out what the customer knew', async () => {
		const { booking, mailId } = await booked(9);
		await send(mailId);
		await moveTo(booking.id, shop.at(6, 10));
		await moveTo(booking.id, shop.at(7, 15));
		for (const { id } of await bookingMails(sql, booking.id)) await send(id);
		expect(mailgun.messages).toHaveLength(2);
		const text = mailgun.messages[1]!.text;
		expect(text).toMatch(/^3:00 – 4:00 PM/m);
		expect(text).toMatch(/was .*9:00 AM/);
		expect(text).not.toContain('10:00');
	});

	test('moved back before they were told, nothing is struck out', async () => {
		const { booking, mailId } = await booked(9);
		await send(mailId);
		await moveTo(booking.id, shop.at(6, 10));
		await moveTo(booking.id, shop.at(5, 9));
		for (const { id } of await bookingMails(sql, booking.id)) await send(id);
		expect(mailgun.messages[1]!.html).not.toContain('<s>');
		expect(mailgun.messages[1]!.subject).toContain('Booking confirmed');
	});

	test('never told of it at all, they read a plain confirmation', async () => {
		const { booking } = await booked(9);
		await moveTo(booking.id, shop.at(6, 10));
		for (const { id } of await bookingMails(sql, booking.id)) await send(id);
		expect(mailgun.messages).toHaveLength(1);
		expect(mailgun.messages[0]!.html).not.toContain('<s>');
	});

	test('cancelled before the confirmation left, only the cancellation is sent', async () => {
		const { booking } = await booked();
		await cancel(sql, { bookingId: booking.id, reason: '', actor: BY_LINK });
		for (const { id } of await bookingMails(sql, booking.id)) await send(id);
		expect(mailgun.messages.map(({ subject }) => subject.split(':')[0])).toEqual([
			'Booking cancelled'
		]);
	});

	test.each(['waiting', 'being retried'])(
		'details edited while the mail is %s leave the customer told once, of the new ones',
		async (when) => {
			const { booking, mailId } = await booked();
			if (when === 'being retried') {
				mailgun.fail({ kind: 'reset_before' });
				await expect(send(mailId)).rejects.toThrow();
			}
			const details = { phone: '', address: '9 New Street', notes: '' };
			await editDetails(sql, { bookingId: booking.id, details, actor: BY_LINK });
			for (const { id } of await bookingMails(sql, booking.id)) await sendLater(id);
			expect(mailgun.messages).toHaveLength(1);
			expect(mailgun.messages[0]!.text).toContain('9 New Street');
		}
	);

	test('a time moved without a word is what the next mail strikes out from', async () => {
		const { booking, mailId } = await booked(9);
		await send(mailId);
		await moveTo(booking.id, shop.at(6, 10), false);
		await moveTo(booking.id, shop.at(7, 11));
		await send(await newestMail(booking.id));
		expect(mailgun.messages[1]!.text).toMatch(/was .*9:00 AM/);
	});
});

describe('the flags', () => {
	test('switched off, a mail has neither buttons nor links nor their words', async () => {
		await shop.setFlags({ allowReschedule: false, allowCancel: false });
		const { mailId } = await booked();
		await send(mailId);
		const { html, text } = mailgun.messages[0]!;
		for (const form of [html, text]) expect(form).not.toMatch(/\/b\/|reschedule|cancel|make it/i);
	});

	test('inside the notice window only what is still possible is offered', async () => {
		await shop.setFlags({ rescheduleNoticeHours: 24 * 30, cancelNoticeHours: 1 });
		const { mailId } = await booked();
		await send(mailId);
		const { text } = mailgun.messages[0]!;
		expect(text).not.toContain('Reschedule');
		expect(text).toContain('Cancel this booking:');
	});
});

describe('the Email log', () => {
	test('lists the newest first, a page at a time, by state and by whom it is for', async () => {
		const first = await booked(9);
		const second = await booked(11);
		await keep(first.mailId);
		const all = { page: 1, pageSize: 50 };
		const ids = async (filter: Parameters<typeof listMails>[1]) =>
			(await listMails(sql, filter)).mails.map(({ id }) => id);
		expect(await ids(all)).toEqual([second.mailId, first.mailId]);
		expect(await listMails(sql, { page: 2, pageSize: 1 })).toMatchObject({
			total: 2,
			mails: [{ id: first.mailId }]
		});
		expect(await ids({ ...all, state: 'kept' })).toEqual([first.mailId]);
		expect(await ids({ ...all, search: 'CUSTOMER2@' })).toEqual([second.mailId]);
		expect(await ids({ ...all, search: `#${first.booking.id}` })).toEqual([first.mailId]);
		expect(await ids({ ...all, search: '100%' })).toEqual([]);
	});
});

describe('a request to choose another time', () => {
	const ask = async (bookingId: number, version: number) => {
		await queueMail(sql, { bookingId, version, kind: 'ask_to_reschedule' });
		return newestMail(bookingId);
	};

	test('is sent with a link that works', async () => {
		const { booking } = await booked();
		const mailId = await ask(booking.id, 1);
		await send(mailId);
		const sent = mailgun.messages.at(-1)!;
		expect(sent.subject).toMatch(/^Please choose another time/);
		expect(await openLink(sql, secretsIn(sent.text)[0]!)).toBe(booking.id);
	});

	test('is not sent to somebody who has another time by now, and is after an edit', async () => {
		const { booking } = await booked();
		const mailId = await ask(booking.id, 1);
		const details = { phone: '1', address: '', notes: '' };
		await editDetails(sql, { bookingId: booking.id, details, actor: BY_LINK });
		await moveTo(booking.id, shop.at(6, 10), false);
		await send(mailId);
		expect(await stateOf(mailId)).toMatchObject({ state: 'superseded' });

		const other = await booked(13);
		const later = await ask(other.booking.id, 1);
		await editDetails(sql, { bookingId: other.booking.id, details, actor: BY_LINK });
		await send(later);
		expect(await stateOf(later)).toMatchObject({ state: 'sent', bookingVersion: 2 });
	});
});

describe('a mail to staff', () => {
	const person = { name: 'Ada', email: 'ada@example.com', role: 'admin' } as const;
	const invited = async () => {
		const [staff] = await sql<{ id: number }[]>`
			insert into staff ${sql(person)}
			returning id
		`;
		await queueStaffMail(sql, { staffId: staff!.id, kind: 'invite' });
		const [mail] = await sql<{ id: number }[]>`
			select id from mail where staff_id = ${staff!.id} order by id desc
		`;
		return { staffId: staff!.id, mailId: mail!.id };
	};
	const tokenIn = (text: string | null) => /\/join\/([\w-]{43})/.exec(text ?? '')?.[1];

	test('is sent with a secret that opens, and kept in the log without it', async () => {
		const { staffId, mailId } = await invited();
		expect(await sql`select from staff_token`).toHaveLength(0);
		await send(mailId);
		const sent = mailgun.messages.at(-1)!;
		expect(sent.to).toBe('"Ada" <ada@example.com>');
		expect(sent.variables).toEqual({ 'mail-id': String(mailId) });
		const secret = tokenIn(sent.text)!;
		expect(await readStaffToken(sql, secret, 'invite')).toMatchObject({ staffId });
		const logged = await stateOf(mailId);
		expect(logged).toMatchObject({ state: 'sent', bookingId: null, accountRole: 'admin' });
		expect(JSON.stringify(logged)).not.toContain(secret);
	});

	test('is kept whole where nothing is sent, and can be found by its address', async () => {
		const { mailId } = await invited();
		await keep(mailId);
		expect(tokenIn((await stateOf(mailId)).text)).toBeDefined();
		const { mails } = await listMails(sql, { search: 'ada@', page: 1, pageSize: 10 });
		expect(mails.map(({ kind }) => kind)).toEqual(['invite']);
	});

	test('is not sent to somebody who has left, or has a password by now', async () => {
		const { staffId, mailId } = await invited();
		await sql`update staff set active = false where id = ${staffId}`;
		await send(mailId);
		expect((await stateOf(mailId)).state).toBe('superseded');
		await sql`update staff set active = true, password_hash = 'x' where id = ${staffId}`;
		await queueStaffMail(sql, { staffId, kind: 'invite' });
		await send(mailId + 1);
		expect((await stateOf(mailId + 1)).state).toBe('superseded');
		expect(await sql`select from staff_token`).toHaveLength(0);
	});
});
