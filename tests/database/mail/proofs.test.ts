import { beforeEach, describe, expect, test } from 'vitest';
import { checkPassword } from '../../../src/lib/server/accounts/password.ts';
import { readTrouble } from '../../../src/lib/server/mail/address-trouble.ts';
import { takeReport } from '../../../src/lib/server/mail/events.ts';
import { listMails, type MailFilter } from '../../../src/lib/server/mail/log.ts';
import { prepare } from '../../../src/lib/server/mail/outbox.ts';
import { pauseMail } from '../../../src/lib/server/mail/pause.ts';
import { canSendAgain, sendAgain } from '../../../src/lib/server/mail/send-again.ts';
import { editCustomer, findCustomer } from '../../../src/lib/server/people/customers-edit.ts';
import { readCustomerView } from '../../../src/lib/server/people/customers-page.ts';
import { eraseCustomer } from '../../../src/lib/server/people/erase.ts';
import { findAsked, peekProofLink } from '../../../src/lib/server/portal/prove.ts';
import { testDatabase } from '../../support/database.ts';
import { openPost, SENDER } from '../../support/post.ts';
import { readProof, proofsOf } from '../../support/proof.ts';
import type { Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';

const database = await testDatabase();
const { sql } = database;
const post = await openPost(database);
const { mailgun, send, sendLater, keep } = post;
const proofs = proofsOf(sql);

let shop: Shop;
let email: string;
let customerId: number;
beforeEach(async () => {
	shop = await post.begin();
	const { customer } = await shop.booked(shop.at(5, 9));
	email = customer.email;
	customerId = customer.id;
});

/** A way to sign in that is asked for, with the mail that is on its way. */
async function asked(address = email, purpose: 'sign_in' | 'booking' = 'sign_in') {
	const { asker, mail } = await proofs.ask(address, purpose);
	if (!mail) throw new Error('no mail is on its way');
	return { asker, mailId: mail.id, proofId: mail.proofId };
}
const hashes = (proofId: number) => sql<{ link: Buffer | null; code: string | null }[]>`
	select link_hash as link, code_hash as code
	from email_proof
	where id = ${proofId}
`;

describe('a mail to sign in with', () => {
	test('has a link and a code of its own, which nothing but the mail has', async () => {
		const { asker, mailId, proofId } = await asked();
		expect(await hashes(proofId)).toEqual([{ link: null, code: null }]);
		await send(mailId);
		const sent = mailgun.messages.at(-1)!;
		expect(sent).toMatchObject({
			to: `"Customer 1" <${email}>`,
			messageId: `${mailId}.proof-${proofId}@mg.test`,
			variables: { 'mail-id': String(mailId) }
		});
		const { secret, code } = readProof(sent.text);
		expect(sent.html).toContain(`href="${SENDER.origin}/portal/sign-in/${secret}"`);
		expect(sent.html).toContain(code);
		expect(await peekProofLink(sql, secret!)).toMatchObject({ email });
		const [kept] = await hashes(proofId);
		expect(await checkPassword(kept!.code, code!.replace(' ', ''))).toBe(true);

		const logged = await post.logged(mailId);
		expect(logged).toMatchObject({ state: 'sent', bookingId: null, staffId: null, customerId });
		const words = JSON.stringify(logged);
		for (const own of [secret!, code!]) expect(words).not.toContain(own);
		expect(words).toContain('(the customer’s code)');
		expect(await proofs.type(asker, code!)).toBe('proven');
	});

	test('is kept whole where nothing is sent, so that its link can be followed', async () => {
		const { asker, mailId } = await asked();
		await keep(mailId);
		const { text, state } = await post.logged(mailId);
		const { secret, code } = readProof(text!);
		expect(state).toBe('kept');
		expect(await peekProofLink(sql, secret!)).not.toBeNull();
		expect(await proofs.type(asker, code!)).toBe('proven');
	});

	test('goes to customers only, and is no error for anybody else', async () => {
		expect((await proofs.ask('nobody@example.com')).mail).toBeNull();
		expect((await proofs.ask(email.toUpperCase())).mail).not.toBeNull();
		await sql`update customer set erased_at = reslot_clock() where id = ${customerId}`;
		expect((await proofs.ask(email)).mail).toBeNull();
		expect(await sql`select from email_proof`).toHaveLength(3);
	});

	test('is written anew when it is tried again, and what was in it before opens nothing', async () => {
		const { asker, mailId } = await asked();
		// The process dies before it is handed over.
		const first = readProof((await prepare(sql, mailId, SENDER))!.text);
		await sendLater(mailId);
		const second = readProof(mailgun.messages.at(-1)!.text);
		expect(await peekProofLink(sql, first.secret!)).toBeNull();
		expect(await peekProofLink(sql, second.secret!)).not.toBeNull();
		expect(await proofs.type(asker, first.code!)).toBe('wrong');
		expect(await proofs.type(asker, second.code!)).toBe('proven');
	});

	test('of two that are asked for at once each has its own, and both work', async () => {
		const both = await Promise.all([asked(), asked()]);
		await Promise.all(both.map(({ mailId }) => send(mailId)));
		for (const { asker, mailId } of both) {
			const sent = mailgun.messages.find(({ variables }) => variables['mail-id'] === `${mailId}`);
			expect(await proofs.type(asker, readProof(sent!.text).code!)).toBe('proven');
		}
	});

	test('is not held back by what pauses mail, and goes before what else waits', async () => {
		const by = await staffOf(sql).somebody('owner');
		await pauseMail(sql, { scope: 'all', paused: true, by });
		const { mailId } = await asked();
		expect(
			await sql`select priority from graphile_worker.jobs where key = ${`mail:${mailId}`}`
		).toEqual([{ priority: -1 }]);
		await send(mailId);
		expect((await post.logged(mailId)).state).toBe('sent');
	});

	test.each([
		[
			'expired',
			'would not work any more',
			(id: number) => sql`
			update email_proof set expires_at = reslot_clock() where id = ${id}
		`
		],
		[
			'was used',
			'It was used before',
			(id: number) => sql`
			update email_proof set proven_at = reslot_clock() where id = ${id}
		`
		]
	] as const)('is not sent once it %s', async (_, why, end) => {
		const { mailId, proofId } = await asked();
		await end(proofId);
		await send(mailId);
		expect(mailgun.messages).toHaveLength(0);
		expect(await post.logged(mailId)).toMatchObject({
			state: 'superseded',
			problem: expect.stringContaining(why)
		});
		expect(await hashes(proofId)).toEqual([{ link: null, code: null }]);
	});

	test('is not sent to an address that the customer has given up, and stays theirs in the log', async () => {
		const sent = await asked();
		await send(sent.mailId);
		const { secret, code } = readProof(mailgun.messages.at(-1)!.text);
		const waiting = await asked();
		await moveAddress('new@example.com');
		await send(waiting.mailId);
		expect(await post.logged(waiting.mailId)).toMatchObject({
			state: 'superseded',
			problem: 'The customer has another email address now',
			customerId
		});
		expect(await post.logged(sent.mailId)).toMatchObject({ customerId, toEmail: email });
		// What was mailed to the old one opens nothing, and does not tell the new one.
		expect(await peekProofLink(sql, secret!)).toBeNull();
		expect(await findAsked(sql, sent.asker)).toBeNull();
		expect(await proofs.type(sent.asker, code!)).toBe('over');
	});

	test('is not sent again by staff, who read why', async () => {
		const { mailId } = await asked();
		await send(mailId);
		const by = await staffOf(sql).somebody('owner');
		const mail = await post.logged(mailId);
		expect(canSendAgain(mail)).toBe(false);
		expect(await sendAgain(sql, { mail, by })).toEqual({
			result: 'refused',
			words: 'Only they can ask for this one: a new one is sent as soon as they do.'
		});
	});

	test('is among the mails of the customer, and found as one to customers', async () => {
		const { mailId } = await asked();
		const view = await readCustomerView(sql, customerId, { past: 5, mails: 5 });
		expect(view.mails.map(({ kind }) => kind)).toEqual(['sign_in', 'confirmation']);
		expect(view.mailTotal).toBe(2);
		const found = async (filter: Partial<MailFilter>) =>
			(await listMails(sql, { page: 1, pageSize: 9, ...filter })).mails.map(({ id }) => id);
		expect(await found({ to: 'customers', kind: 'sign_in' })).toEqual([mailId]);
		expect(await found({ to: 'staff' })).not.toContain(mailId);
	});

	test('uses the business’s own words, and the default’s where those fail', async () => {
		await sql`
			insert into mail_template (kind, subject, body, staff_name)
			values ('sign_in', 'Come in, {{ customer_name }}', '{{ sign_in_code }}', 'Olga')
		`;
		const { asker, mailId } = await asked();
		await send(mailId);
		const { subject, text } = mailgun.messages.at(-1)!;
		expect(subject).toBe('Come in, Customer 1');
		expect(await proofs.type(asker, readProof(text).code!)).toBe('proven');
		await sql`
			insert into mail_template (kind, subject, body, staff_name)
			values ('sign_in', 'Come in', '{{ nonsense }}', 'Olga')
		`;
		await send((await asked()).mailId);
		expect(mailgun.messages.at(-1)!.subject).toBe('Sign in to Test & Daughters');
	});
});

describe('a mail that confirms an address', () => {
	test('goes to anybody, has a code and no link, and names nobody', async () => {
		for (const address of ['nobody@example.com', email]) {
			const { asker, mailId, proofId } = await asked(address, 'booking');
			await send(mailId);
			const sent = mailgun.messages.at(-1)!;
			expect(sent.to).toBe(address);
			expect(sent.text).not.toContain('Customer 1');
			const { secret, code } = readProof(sent.text);
			expect(secret).toBeNull();
			expect((await hashes(proofId))[0]!.link).toBeNull();
			const logged = await post.logged(mailId);
			expect(JSON.stringify(logged)).not.toContain(code);
			expect(logged.customerId).toBe(address === email ? customerId : null);
			expect(await proofs.type(asker, code!, 'booking')).toBe('proven');
		}
	});
});

describe('what Mailgun tells of such a mail', () => {
	test('marks the address of a customer, and staff are told by their next booking', async () => {
		await staffOf(sql).somebody('owner');
		const { mailId } = await asked();
		await send(mailId);
		await report(mailId);
		expect(await post.logged(mailId)).toMatchObject({ delivery: 'failed' });
		expect(await readTrouble(sql, email)).toMatchObject({ kind: 'bounced' });
		const notices = await sql`select booking_id as of from mail where kind = 'notice_bounced'`;
		expect(notices).toHaveLength(1);
	});

	test('of a customer without a booking to come marks the address, and nobody is written to', async () => {
		await staffOf(sql).somebody('owner');
		await sql`update booking set status = 'cancelled'`;
		const { mailId } = await asked();
		await send(mailId);
		await report(mailId);
		expect(await readTrouble(sql, email)).toMatchObject({ kind: 'bounced' });
		expect(await sql`select from mail where kind = 'notice_bounced'`).toHaveLength(0);
	});

	test('of somebody who is no customer is in the log, and nothing else is kept of it', async () => {
		const { mailId } = await asked('nobody@example.com', 'booking');
		await send(mailId);
		await report(mailId);
		expect(await post.logged(mailId)).toMatchObject({ delivery: 'failed' });
		expect(await sql`select from address_trouble`).toHaveLength(0);
	});
});

test('whoever is erased while they ask gets no mail, or it is forgotten with them', async () => {
	const by = await staffOf(sql).somebody('owner');
	const [customer] = await sql<{ name: string }[]>`select name from customer`;
	const asking = Array.from({ length: 4 }, () => proofs.ask(email));
	const erasing = eraseCustomer(sql, {
		...{ id: customerId, typedName: customer!.name, upcoming: 1, by }
	});
	const [erased, ...mails] = await Promise.all([erasing, ...asking]);
	expect(erased.result).toBe('erased');
	for (const { mail } of mails) if (mail) await send(mail.id);
	expect(mailgun.messages).toHaveLength(0);
	expect(await sql`select from mail where to_email ilike ${email}`).toHaveLength(0);
});

/** Staff give the customer another address. */
async function moveAddress(to: string): Promise<void> {
	const by = await staffOf(sql).somebody('owner');
	const { name, phone, address } = (await findCustomer(sql, customerId))!;
	const seen = { name, email, phone, address };
	await editCustomer(sql, { id: customerId, seen, contact: { ...seen, email: to }, by });
}

/** Mailgun tells that a mail came back. */
async function report(mailId: number): Promise<void> {
	const { messageId } = await post.logged(mailId);
	const eventId = `e${mailId}`;
	const taken = await takeReport(sql, {
		...{ signedAt: Date.now(), token: eventId, eventId },
		happening: {
			...{ kind: 'failed', mailId, messageId: messageId!, at: Date.now(), reason: 'bounce' },
			...{ refusedByMailgun: false, detail: '550 No such user' }
		}
	});
	expect(taken).toBe('noted');
}
