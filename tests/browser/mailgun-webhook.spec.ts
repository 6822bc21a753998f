import type { Sql } from '../../src/lib/server/database/connection.ts';
import { eventOf, postWebhook, sign, webhookBody } from '../support/mailgun/webhook.ts';
import type { MailgunStandIn, ReceivedMessage } from '../support/mailgun-stand-in.ts';
import { expect, test } from './reslot.ts';

/** The mail that Mailgun was given last, once Reslot knows that it has it. */
async function received(mailgun: MailgunStandIn, sql: Sql): Promise<ReceivedMessage> {
	await expect.poll(() => sql`select from mail where state = 'sent'`).toHaveLength(1);
	return mailgun.messages.at(-1)!;
}

const deliveryOf = async (sql: Sql) => {
	const [mail] = await sql<{ delivery: string }[]>`select delivery from mail`;
	return mail?.delivery;
};

test('what Mailgun tells of a mail is taken once, in any order', async ({
	shop,
	mailgun,
	baseURL
}) => {
	const to = baseURL ?? '';
	await shop.booked(shop.at(4, 9));
	const message = await received(mailgun, shop.sql);
	const at = Date.now();
	const opened = { to, at: at + 30, id: 'opened-1', signature: { token: 'first' } };
	for (const words of ['Noted.', 'This was noted before.']) {
		const response = await mailgun.webhook('opened', message, opened);
		expect(response.status).toBe(200);
		expect((await response.text()).trim()).toBe(words);
	}
	expect((await mailgun.webhook('delivered', message, { to, at: at + 20 })).status).toBe(200);
	expect(await deliveryOf(shop.sql)).toBe('opened');
});

test('what Mailgun did not sign, or signed for something else, does nothing', async ({
	shop,
	mailgun,
	baseURL
}) => {
	const to = baseURL ?? '';
	const address = `${to}/api/webhooks/mailgun`;
	await shop.booked(shop.at(4, 9));
	const message = await received(mailgun, shop.sql);
	const statusOf = async (response: Promise<Response>) => (await response).status;

	const forged = { signingKey: 'not ours' };
	expect(await statusOf(mailgun.webhook('failed', message, { to, signature: forged }))).toBe(401);
	const old = { at: Date.now() - 13 * 3_600_000 };
	expect(await statusOf(mailgun.webhook('failed', message, { to, signature: old }))).toBe(406);
	const signature = { token: 'caught on its way' };
	expect(await statusOf(mailgun.webhook('delivered', message, { to, signature }))).toBe(200);
	expect(await statusOf(mailgun.webhook('failed', message, { to, signature }))).toBe(406);

	expect(await statusOf(postWebhook(address, '{"signature":'))).toBe(400);
	expect(await statusOf(postWebhook(address, 'x'.repeat(200_000)))).toBe(413);
	expect(await statusOf(fetch(address))).toBe(405);
	// No page can send this: it has no signature, wherever the page is from.
	const headers = { 'content-type': 'text/plain', origin: to, 'sec-fetch-site': 'cross-site' };
	expect(await statusOf(fetch(address, { method: 'POST', body: '{}', headers }))).toBe(400);

	expect(await deliveryOf(shop.sql)).toBe('delivered');
	expect(await shop.sql`select from address_trouble`).toHaveLength(0);
});

test('a report about somebody else’s mail is taken, and does nothing', async ({
	shop,
	mailgun,
	baseURL
}) => {
	await shop.booked(shop.at(4, 9));
	const message = await received(mailgun, shop.sql);
	const another = { ...message, messageId: 'of-another-program@mg.test' };
	const body = webhookBody(eventOf('failed', another), sign());
	const response = await postWebhook(`${baseURL}/api/webhooks/mailgun`, body);
	expect(response.status).toBe(200);
	expect(await deliveryOf(shop.sql)).toBe('accepted');
});
