import { afterAll, beforeEach, expect, test } from 'vitest';
import { deliver } from '../../../src/lib/server/mail/deliver.ts';
import { openMailgun } from '../../../src/lib/server/mail/mailgun.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { startMailgunStandIn } from '../../support/mailgun-stand-in.ts';
import { openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();
const mailgun = await startMailgunStandIn();
afterAll(() => mailgun.stop());

let shop: Shop;
beforeEach(async () => {
	await emptyDatabase(sql);
	mailgun.messages.length = 0;
	shop = await openShop(sql);
});

async function confirmationWith(body: string) {
	await sql`
		insert into mail_template (kind, subject, body, staff_name)
		values ('confirmation', 'Hello {{ customer_name }}', ${body}, 'Olga')
	`;
	await shop.booked(shop.at(5, 9));
	const [mail] = await sql<{ id: number }[]>`select id from mail`;
	const transport = openMailgun({ key: 'key-test', domain: 'mg.test', url: mailgun.url });
	await deliver({ sql, transport, from: 'a@mg.test', origin: 'https://book.test' }, mail!.id);
	return mailgun.messages[0]!;
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
