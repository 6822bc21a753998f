import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { By } from '../../../src/lib/server/audit/record.ts';
import { readTrouble } from '../../../src/lib/server/mail/address-trouble.ts';
import { takeReport } from '../../../src/lib/server/mail/events.ts';
import type { Happening } from '../../../src/lib/server/mail/happening.ts';
import { prepare } from '../../../src/lib/server/mail/outbox.ts';
import { clearAddress } from '../../../src/lib/server/people/clear-address.ts';
import { editCustomer, findCustomer } from '../../../src/lib/server/people/customers-edit.ts';
import { listCustomers } from '../../../src/lib/server/people/customers-list.ts';
import { readCustomerView } from '../../../src/lib/server/people/customers-page.ts';
import { eraseCustomer } from '../../../src/lib/server/people/erase.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';

const { sql } = await testDatabase();

let shop: Shop;
let by: By;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	by = await staffOf(sql).somebody('owner');
});

/** A booking whose confirmation Mailgun has. */
async function told(hour = 9) {
	const { id: bookingId, customer } = await shop.booked(shop.at(5, hour));
	const mailId = await mailOf(bookingId);
	return { bookingId, customer, mailId };
}

/** One more mail about a booking that Mailgun has; answers with its number. */
async function mailOf(bookingId: number, staffId: number | null = null): Promise<number> {
	const [mail] = await sql<{ id: number }[]>`
		insert into mail (
			booking_id, booking_version, staff_id, kind, to_email, to_name, state, message_id
		)
		select
			b.id,
			1,
			${staffId}::integer,
			${staffId === null ? 'confirmation' : 'notice_moved'},
			c.email,
			c.name,
			'sent',
			${`${randomBytes(8).toString('hex')}@mg.test`}
		from booking b
		join customer c on c.id = b.customer_id
		where b.id = ${bookingId}
		returning id
	`;
	return mail!.id;
}

async function report(mailId: number, happening: Partial<Happening>): Promise<void> {
	const [mail] = await sql<{ messageId: string }[]>`
		select message_id as "messageId" from mail where id = ${mailId}
	`;
	const eventId = randomBytes(8).toString('hex');
	const taken = await takeReport(sql, {
		signedAt: Date.now(),
		token: eventId,
		eventId,
		happening: {
			kind: 'failed',
			mailId,
			messageId: mail!.messageId,
			at: Date.now(),
			reason: 'bounce',
			refusedByMailgun: false,
			detail: '550 No such user',
			...happening
		}
	});
	expect(taken).toBe('noted');
}

const notices = () => sql<{ bookingId: number; staffId: number }[]>`
	select booking_id as "bookingId", staff_id as "staffId"
	from mail
	where kind = 'notice_bounced'
`;

describe('an address that mail comes back from', () => {
	test('is known on the customer’s page and in the list, and staff are told once', async () => {
		const { bookingId, customer, mailId } = await told();
		await report(mailId, {});
		expect(await readTrouble(sql, customer.email.toUpperCase())).toMatchObject({
			kind: 'bounced',
			reason: '550 No such user'
		});
		const view = await readCustomerView(sql, customer.id, { past: 5, mails: 5 });
		expect(view.trouble?.kind).toBe('bounced');
		const { customers } = await listCustomers(sql, { page: 1, pageSize: 10 });
		expect(customers[0]?.trouble).toBe('bounced');
		expect(await notices()).toEqual([{ bookingId, staffId: by.id }]);

		await report(await mailOf(bookingId), {});
		expect(await notices()).toHaveLength(1);
	});

	test('is well again when a later mail arrives, and not by an earlier one', async () => {
		const { bookingId, customer, mailId } = await told();
		const at = Date.now();
		await report(mailId, { at: at - 100 });
		await report(await mailOf(bookingId), { kind: 'delivered', at: at - 200 });
		expect(await readTrouble(sql, customer.email)).not.toBeNull();
		await report(await mailOf(bookingId), { kind: 'delivered', at: at - 50 });
		expect(await readTrouble(sql, customer.email)).toBeNull();
	});

	test('is not in trouble where a mail arrived since, also when that is told first', async () => {
		const { bookingId, customer, mailId } = await told();
		const at = Date.now();
		await report(await mailOf(bookingId), { kind: 'opened', at: at - 50 });
		await report(mailId, { at: at - 100 });
		expect(await readTrouble(sql, customer.email)).toBeNull();
		expect(await notices()).toHaveLength(0);
	});

	test('is news again once it had been well', async () => {
		const { bookingId, mailId } = await told();
		const at = Date.now();
		await report(mailId, { at: at - 300 });
		await report(await mailOf(bookingId), { kind: 'delivered', at: at - 200 });
		await report(await mailOf(bookingId), { at: at - 100 });
		expect(await notices()).toHaveLength(2);
	});

	test('is not one that only waits, nor one that Mailgun itself refused', async () => {
		const { customer, mailId } = await told();
		await report(mailId, { kind: 'delayed' });
		await report(mailId, { refusedByMailgun: true });
		expect(await readTrouble(sql, customer.email)).toBeNull();
	});

	test('is nobody’s trouble any more when the customer has another one', async () => {
		const { customer, mailId } = await told();
		await changeAddress(customer.id, 'new@example.com');
		await report(mailId, {});
		expect((await readCustomerView(sql, customer.id, { past: 1, mails: 1 })).trouble).toBeNull();
		expect(await notices()).toHaveLength(0);
	});

	test('of staff is in no list, and nobody is written to about it', async () => {
		const { bookingId } = await told();
		await report(await mailOf(bookingId, by.id), {});
		expect(await sql`select from address_trouble`).toHaveLength(0);
		expect(await notices()).toHaveLength(0);
	});
});

describe('somebody who wants no mail', () => {
	test('outweighs what came back, and no delivery ends that', async () => {
		const { bookingId, customer, mailId } = await told();
		const at = Date.now();
		await report(mailId, { at: at - 300 });
		await report(await mailOf(bookingId), { kind: 'complained', at: at - 200 });
		await report(await mailOf(bookingId), { at: at - 150 });
		await report(await mailOf(bookingId), { kind: 'delivered', at: at - 100 });
		expect((await readTrouble(sql, customer.email))?.kind).toBe('complained');
		expect(await notices()).toHaveLength(2);
	});

	test('is what staff read, not that mail did not arrive', async () => {
		const { mailId } = await told();
		await report(mailId, { kind: 'complained', reason: null, detail: '' });
		const [notice] = await sql<{ id: number }[]>`select id from mail where kind = 'notice_bounced'`;
		await prepare(sql, notice!.id, { domain: null, from: 'b@test.example', origin: 'http://x' });
		const [written] = await sql<{ subject: string; body: string }[]>`
			select subject, body from mail where id = ${notice!.id}
		`;
		expect(written!.subject).toMatch(/^Customer 1 marked our mail as spam: /);
		expect(written!.body).not.toContain('did not arrive');
	});

	test('is known by what Mailgun does not send for that', async () => {
		const { customer, mailId } = await told();
		await report(mailId, { reason: 'suppress-unsubscribe' });
		expect((await readTrouble(sql, customer.email))?.kind).toBe('unsubscribed');
	});
});

describe('staff', () => {
	test('say that an address works again, which is in the audit log, once', async () => {
		const { customer, mailId } = await told();
		await report(mailId, {});
		expect(await clearAddress(sql, { customerId: customer.id, by })).toBe(true);
		expect(await clearAddress(sql, { customerId: customer.id, by })).toBe(false);
		expect(await readTrouble(sql, customer.email)).toBeNull();
		const acts = await sql`select action, subject, old_values as old from audit`;
		expect([...acts]).toEqual([
			{
				action: 'customer.address_cleared',
				subject: `Customer ${customer.id}`,
				old: { trouble: 'bounced' }
			}
		]);
	});
});

describe('a customer who is erased', () => {
	test('leaves nothing of any address that they had', async () => {
		const { bookingId, customer, mailId } = await told();
		await report(mailId, { detail: `550 ${customer.email} is unknown` });
		await changeAddress(customer.id, 'second@example.com');
		await report(await mailOf(bookingId), { detail: '550 second@example.com is unknown' });
		expect(await sql`select from address_trouble`).toHaveLength(2);
		const wish = { id: customer.id, typedName: customer.name, upcoming: 1, by };
		expect((await eraseCustomer(sql, wish)).result).toBe('erased');
		expect(await sql`select from address_trouble`).toHaveLength(0);
		expect(await sql`select from mail_event where detail like '%@%'`).toHaveLength(0);
	});

	test('leaves what is known of an address that another customer has by now', async () => {
		const { customer, mailId } = await told();
		await report(mailId, {});
		await changeAddress(customer.id, 'second@example.com');
		const other = await told(12);
		await changeAddress(other.customer.id, customer.email);
		await eraseCustomer(sql, { id: customer.id, typedName: customer.name, upcoming: 1, by });
		expect(await readTrouble(sql, customer.email)).not.toBeNull();
	});
});

async function changeAddress(id: number, email: string): Promise<void> {
	const { name, phone, address, email: old } = (await findCustomer(sql, id))!;
	const seen = { name, phone, address, email: old };
	const edited = await editCustomer(sql, { id, seen, contact: { ...seen, email }, by });
	expect(edited.result).toBe('edited');
}
