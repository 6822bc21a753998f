import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../support/database.ts';
import { openPost } from '../../support/post.ts';
import type { Shop } from '../../support/shop.ts';

const database = await testDatabase();
const post = await openPost(database);
const { mailgun, send } = post;

let shop: Shop;
beforeEach(async () => {
	shop = await post.begin();
});

test('with the flags off, a mail has neither buttons nor links nor their words', async () => {
	await shop.setFlags({ allowReschedule: false, allowCancel: false });
	const { mailId } = await post.booked(shop);
	await send(mailId);
	const { html, text } = mailgun.messages[0]!;
	for (const form of [html, text]) expect(form).not.toMatch(/\/b\/|reschedule|cancel|make it/i);
});

test('inside the notice window only what is still possible is offered', async () => {
	await shop.setFlags({ rescheduleNoticeHours: 24 * 30, cancelNoticeHours: 1 });
	const { mailId } = await post.booked(shop);
	await send(mailId);
	const { text } = mailgun.messages[0]!;
	expect(text).not.toContain('Reschedule');
	expect(text).toContain('Cancel this booking:');
});
