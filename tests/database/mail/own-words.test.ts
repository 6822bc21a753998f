import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../support/database.ts';
import { openPost } from '../../support/post.ts';
import type { Shop } from '../../support/shop.ts';

const database = await testDatabase();
const { sql } = database;
const post = await openPost(database);

let shop: Shop;
beforeEach(async () => {
	shop = await post.begin();
});

async function confirmationWith(body: string) {
	await sql`
		insert into mail_template (kind, subject, body, staff_name)
		values ('confirmation', 'Hello {{ customer_name }}', ${body}, 'Olga')
	`;
	const { mailId } = await post.booked(shop);
	await post.send(mailId);
	return post.mailgun.messages[0]!;
}

test('a mail is written in the business’s own words', async () => {
	const { subject, text } = await confirmationWith('See you on {{ short_date }}.');
	expect(subject).toBe('Hello Customer 1');
	expect(text).toMatch(/See you on \w+, /);
	expect(text).not.toContain('/b/');
});

test('words that fail on this very booking do not hold back the mail: the default is sent, and the log says so', async () => {
	const { text } = await confirmationWith('{{ no_such_thing }}');
	expect(text).toContain('Your booking is confirmed');
	const events = await sql<{ kind: string; detail: string }[]>`
		select kind, detail
		from mail_event
		order by id
	`;
	expect(events.map(({ kind }) => kind)).toEqual(['attempted', 'accepted']);
	expect(events[0]!.detail).toMatch(/could not be used.*no_such_thing/);
});
