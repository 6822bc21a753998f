import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../../../src/lib/server/database/connection.ts';
import { takeReport, type Taken } from '../../../src/lib/server/mail/events.ts';
import { findMail, readMailEvents } from '../../../src/lib/server/mail/log.ts';
import { readReport } from '../../../src/lib/server/mail/webhook.ts';
import { testDatabase } from '../../support/database.ts';
import {
	eventOf,
	sign,
	SIGNING_KEY,
	webhookBody,
	type EventDetails,
	type EventName,
	type SignatureOptions
} from '../../support/mailgun/webhook.ts';
import type { ReceivedMessage } from '../../support/mailgun-stand-in.ts';
import { openPost } from '../../support/post.ts';
import type { Shop } from '../../support/shop.ts';

const database = await testDatabase();
const { sql, url } = database;
const post = await openPost(database);
const { mailgun } = post;
const tomorrow = connect(url, { connection: { 'reslot.clock_offset': '25 hours' } });
afterAll(() => tomorrow.end());

let shop: Shop;
beforeEach(async () => {
	shop = await post.begin();
});

/** Books, and hands the confirmation over; answers with what Mailgun has of it. */
async function sent(hour = 9): Promise<ReceivedMessage & { mailId: number; bookingId: number }> {
	const { booking, mailId } = await post.booked(shop, hour);
	await post.send(mailId).catch(() => {});
	return { ...mailgun.messages.at(-1)!, mailId, bookingId: booking.id };
}

async function tell(
	event: EventName,
	message: ReceivedMessage,
	details: EventDetails = {},
	signature: SignatureOptions = {},
	at = sql
): Promise<Taken> {
	const body = webhookBody(eventOf(event, message, details), sign(signature));
	const report = readReport(body, SIGNING_KEY);
	if (typeof report === 'string') throw new Error(report);
	return takeReport(at, report);
}

const kindsOf = async (mailId: number) =>
	(await readMailEvents(sql, mailId)).map(({ kind }) => kind);

describe('a report', () => {
	test('moves its mail along, and stands in its timeline', async () => {
		const mail = await sent();
		const at = Date.now();
		expect(await tell('accepted', mail, { at })).toBe('noted');
		expect(await tell('delivered', mail, { at: at + 10 })).toBe('noted');
		expect(await findMail(sql, mail.mailId)).toMatchObject({
			state: 'sent',
			delivery: 'delivered',
			problem: null
		});
		expect((await kindsOf(mail.mailId)).filter((kind) => kind === 'delivered')).toHaveLength(1);
	});

	test('that is repeated is noted once, with its signature or a new one', async () => {
		const mail = await sent();
		const twice = [{ id: 'one' }, { token: 'the same' }] as const;
		expect(await tell('delivered', mail, ...twice)).toBe('noted');
		expect(await tell('delivered', mail, ...twice)).toBe('known');
		expect(await tell('delivered', mail, { id: 'one' })).toBe('known');
		expect((await kindsOf(mail.mailId)).filter((kind) => kind === 'delivered')).toHaveLength(1);
	});

	test('that Mailgun has the mail, as its answer said, is noted once', async () => {
		const mail = await sent();
		const accepted = async () =>
			(await kindsOf(mail.mailId)).filter((kind) => kind === 'accepted').length;
		expect(await accepted()).toBe(1);
		expect(await tell('accepted', mail, { id: 'one' })).toBe('noted');
		expect(await tell('accepted', mail, { id: 'one' })).toBe('known');
		expect(await accepted()).toBe(1);
	});

	test('has an id that may be that of another mail’s, of another day', async () => {
		const [mail, other] = [await sent(), await sent(11)];
		expect(await tell('delivered', mail, { id: 'one' })).toBe('noted');
		expect(await tell('delivered', other, { id: 'one' })).toBe('noted');
		expect((await findMail(sql, other.mailId))?.delivery).toBe('delivered');
	});

	test('about a customer who was erased leaves nothing', async () => {
		const mail = await sent();
		await sql`update customer set erased_at = reslot_clock()`;
		const gone = { code: 550, message: 'customer1@example.com is unknown' };
		expect(await tell('failed', mail, gone)).toBe('ignored');
		expect(await kindsOf(mail.mailId)).not.toContain('failed');
		expect(await sql`select from address_trouble`).toHaveLength(0);
	});

	test('that comes several times at once is noted once', async () => {
		const mail = await sent();
		const answers = await Promise.all(
			Array.from({ length: 6 }, () => tell('failed', mail, { id: 'one' }, { token: 'the same' }))
		);
		expect(answers.toSorted()).toEqual([...Array<Taken>(5).fill('known'), 'noted']);
	});

	test('with the signature of another one is refused', async () => {
		const mail = await sent();
		expect(await tell('delivered', mail, { id: 'one' }, { token: 'caught' })).toBe('noted');
		expect(await tell('complained', mail, { id: 'two' }, { token: 'caught' })).toBe('replayed');
		expect((await findMail(sql, mail.mailId))?.delivery).toBe('delivered');
		expect(await sql`select from address_trouble`).toHaveLength(0);
	});

	test('is taken as long as Mailgun repeats it, and not when it is older or of the future', async () => {
		const mail = await sent();
		const HOUR = 3_600_000;
		const signed = (hours: number) => tell('opened', mail, {}, { at: Date.now() + hours * HOUR });
		expect(await signed(-9)).toBe('noted');
		expect(await signed(-13)).toBe('stale');
		expect(await signed(0.05)).toBe('noted');
		expect(await signed(0.2)).toBe('stale');
	});

	test('about no mail of ours does nothing', async () => {
		const mail = await sent();
		const other = await sent(11);
		expect(await tell('failed', { ...mail, messageId: 'another@mg.test' })).toBe('ignored');
		expect(await tell('failed', { ...mail, variables: other.variables })).toBe('ignored');
		expect(await tell('failed', { ...mail, variables: { 'mail-id': '99999' } })).toBe('ignored');
		expect((await findMail(sql, mail.mailId))?.delivery).toBe('accepted');
	});

	test('leaves a hash of its signature for a day, and nothing else', async () => {
		const mail = await sent();
		await tell('opened', mail, {}, { token: 'first' });
		const [kept] = await sql<{ hash: Buffer }[]>`select token_hash as hash from webhook_token`;
		expect(kept!.hash.toString()).not.toContain('first');
		const at = Date.now() + 25 * 3_600_000;
		expect(await tell('opened', mail, {}, { at }, tomorrow)).toBe('noted');
		expect(await sql`select from webhook_token`).toHaveLength(1);
	});
});

describe('how far a mail got', () => {
	test('goes by when things happened, not by when they are told', async () => {
		const mail = await sent();
		const at = Date.now();
		for (const [event, after] of [
			['clicked', 40],
			['delivered', 20],
			['opened', 30],
			['accepted', 10]
		] as const) {
			await tell(event, mail, { at: at + after });
		}
		expect((await findMail(sql, mail.mailId))?.delivery).toBe('clicked');
	});

	test('is told with the reason where it came back, until it arrives after all', async () => {
		const mail = await sent();
		const at = Date.now();
		await tell('failed', mail, { at: at - 50, severity: 'temporary', message: 'Try later' });
		expect(await findMail(sql, mail.mailId)).toMatchObject({ delivery: 'accepted', problem: null });
		await tell('failed', mail, { at: at - 40, code: 550, message: 'Mailbox is gone' });
		expect(await findMail(sql, mail.mailId)).toMatchObject({
			delivery: 'failed',
			problem: '550 Mailbox is gone'
		});
		await tell('delivered', mail, { at: at - 30 });
		expect(await findMail(sql, mail.mailId)).toMatchObject({
			delivery: 'delivered',
			problem: null
		});
		const events = await readMailEvents(sql, mail.mailId);
		expect(events.map(({ at: when }) => when)).toEqual(
			events.map(({ at: when }) => when).toSorted((a, b) => a - b)
		);
	});

	test('is never in the future, nor before it left, whatever Mailgun’s clock says', async () => {
		const mail = await sent();
		await tell('delivered', mail, { at: Date.now() + 3_600_000 });
		await tell('opened', mail, { at: Date.now() - 3_600_000 });
		const events = await readMailEvents(sql, mail.mailId);
		const [first] = events;
		expect(first?.kind).toBe('attempted');
		for (const { at } of events) expect(at).toBeLessThanOrEqual(Date.now() + 1000);
	});
});

describe('a mail of which nobody knew whether Mailgun has it', () => {
	test('is sent once Mailgun tells of it, and its job does not send it again', async () => {
		mailgun.fail({ kind: 'reset_after_accept' });
		const mail = await sent();
		expect((await findMail(sql, mail.mailId))?.state).toBe('sending');
		expect(await tell('accepted', mail)).toBe('noted');
		expect(await findMail(sql, mail.mailId)).toMatchObject({ state: 'sent', problem: null });
		await post.send(mail.mailId);
		expect(mailgun.messages).toHaveLength(1);
	});

	test('is sent also where it was given up, or taken for untrue, meanwhile', async () => {
		for (const state of ['failed', 'superseded', 'queued', 'paused'] as const) {
			mailgun.fail({ kind: 'reset_after_accept' });
			const mail = await sent({ failed: 9, superseded: 10, queued: 11, paused: 12 }[state]);
			await sql`update mail set state = ${state}, problem = 'Given up' where id = ${mail.mailId}`;
			await tell('delivered', mail);
			expect(await findMail(sql, mail.mailId)).toMatchObject({
				state: 'sent',
				delivery: 'delivered',
				problem: null
			});
		}
	});
});
