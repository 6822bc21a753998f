import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStaff } from '../../../src/lib/server/accounts/staff.ts';
import { book } from '../../../src/lib/server/bookings/book.ts';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { complete } from '../../../src/lib/server/bookings/complete.ts';
import { editDetails } from '../../../src/lib/server/bookings/edit-details.ts';
import { listBookings } from '../../../src/lib/server/bookings/list.ts';
import { resendMail } from '../../../src/lib/server/bookings/resend.ts';
import { issueLink, openLink } from '../../../src/lib/server/links/manage-link.ts';
import { deliver } from '../../../src/lib/server/mail/deliver.ts';
import { editCustomer, findCustomer } from '../../../src/lib/server/people/customers-edit.ts';
import { listCustomers } from '../../../src/lib/server/people/customers-list.ts';
import {
	eraseCustomer,
	readErasure,
	type EraseResult
} from '../../../src/lib/server/people/erase.ts';
import { beginCustomerSession } from '../../../src/lib/server/portal/session.ts';
import { testDatabase } from '../../support/database.ts';
import { proofsOf } from '../../support/proof.ts';
import { BY_LINK, openShop, VISITOR, type Shop } from '../../support/shop.ts';
import { someoneWaits } from '../../support/waiting.ts';

const { sql } = await testDatabase();
const GWEN = {
	name: 'Gwendolyn Quillfeather',
	email: 'gwen.q@mail.example',
	phone: '+1 212 555 7788',
	address: '77 Hollyhock Crescent'
};
/** Words of which none may be left anywhere, in small letters. */
const TRACES = [
	'gwen',
	'quillfeather',
	'555 7788',
	'(7) 59',
	'hollyhock',
	'poodle',
	'dentist',
	'europe/'
];

let shop: Shop;
let by: { id: number; name: string };
beforeAll(async () => {
	shop = await openShop(sql, { fieldworkers: 2 });
	const created = await createStaff(sql, {
		name: 'Olga',
		email: 'olga@test.example',
		password: 'a long pass phrase',
		role: 'owner'
	});
	if (created.result !== 'created') throw new Error('no owner');
	by = created.staff;
});

/** A booking of Gwen's, so many days ahead or behind, with notes of hers. */
async function gwens(days: number, fieldworkerId = shop.fieldworkerIds[0]!) {
	const outcome = await book(sql, {
		serviceId: shop.serviceId,
		fieldworkerId,
		startsAt: shop.at(days, 9),
		customer: GWEN,
		notes: 'The poodle is afraid of strangers',
		timeZone: 'Europe/Paris',
		requestId: randomUUID(),
		actor: days < 0 ? { kind: 'system', notify: true } : VISITOR
	});
	if (outcome.result !== 'booked') throw new Error(outcome.result);
	return outcome.booking;
}

const erase = (id: number, upcoming: number, typedName = GWEN.name): Promise<EraseResult> =>
	eraseCustomer(sql, { id, upcoming, typedName, by });

/** Every text in every table of ours and of the queue, with the table it stands in. */
async function allTexts(): Promise<{ place: string; text: string }[]> {
	const tables = await sql<{ schema: string; name: string }[]>`
		select table_schema as schema, table_name as name
		from information_schema.tables
		where table_type = 'BASE TABLE'
			and table_schema in ('public', 'graphile_worker')
	`;
	const found = [];
	for (const { schema, name } of tables) {
		const rows = await sql<{ text: string }[]>`
			select lower(row_to_json(t)::text) as text
			from ${sql(schema)}.${sql(name)} t
		`;
		for (const { text } of rows) found.push({ place: `${schema}.${name}`, text });
	}
	return found;
}

const tracesLeft = async () =>
	(await allTexts())
		.flatMap(({ place, text }) =>
			TRACES.filter((trace) => text.includes(trace)).map((trace) => `${place}: ${trace}`)
		)
		.toSorted();

describe('erasing a customer', () => {
	it('says in numbers what it means, and asks for the name', async () => {
		const first = await gwens(2);
		await gwens(3, shop.fieldworkerIds[1]);
		const past = await gwens(-3);
		await complete(sql, {
			bookingId: past.id,
			outcome: 'completed',
			actor: { kind: 'staff', staffId: by.id, notify: false }
		});
		await issueLink(sql, first.id);
		const { id } = first.customer;
		expect(await readErasure(sql, id)).toEqual({ upcoming: 2, past: 1, mails: 5, links: 1 });
		expect(await erase(id, 2, 'Gwen')).toEqual({ result: 'other_name' });
		expect(await erase(id, 1)).toEqual({ result: 'changed' });
		expect((await findCustomer(sql, id))?.name).toBe(GWEN.name);
		expect(await readErasure(sql, id)).toMatchObject({ upcoming: 2 });
	});

	it('leaves no trace of them in any table, and the bookings as they were', async () => {
		const [{ id } = { id: 0 }] = await sql<{ id: number }[]>`select id from customer`;
		const [first] = (
			await listBookings(sql, { scope: 'everybody', page: 1, pageSize: 9, from: shop.at(1, 0) })
		).bookings;
		const secret = await issueLink(sql, first!.id);
		// Everything that can keep something of hers: details, a comment, mails written and waiting.
		await editDetails(sql, {
			bookingId: first!.id,
			details: { phone: '(7) 59', address: GWEN.address, notes: 'Poodle' },
			actor: BY_LINK
		});
		const fourth = await gwens(4);
		await cancel(sql, { bookingId: fourth.id, reason: 'At the dentist', actor: BY_LINK });
		const delivery = { sql, transport: null, from: 'a@b.example', origin: 'https://r.example' };
		for (const mail of await sql<{ id: number }[]>`select id from mail`) {
			await deliver(delivery, mail.id);
		}
		await resendMail(sql, { bookingId: first!.id, by });
		// They sign in, here and there, and ask for more than they use; of one mail nothing is sent yet.
		await sql`update customer set reminders = false, time_zone = 'Europe/Paris' where id = ${id}`;
		const proofs = proofsOf(sql);
		const device = { userAgent: 'Gwens phone', networkAddress: '192.0.2.9' };
		await beginCustomerSession(sql, id, device);
		for (const purpose of ['sign_in', 'booking'] as const) {
			await deliver(delivery, (await proofs.ask(GWEN.email, purpose)).mail!.id);
		}
		await proofs.ask(GWEN.email);
		await sql`
			insert into email_proof (asker, email, purpose, expires_at)
			values ('x', ${GWEN.email}, 'sign_in', reslot_clock() + interval '1 minute')
		`;
		await sql`update email_proof set next = '/book?for=the-poodle'`;
		await editCustomer(sql, {
			id,
			seen: GWEN,
			contact: { ...GWEN, email: 'gwendolyn@mail.example' },
			by
		});
		await beginCustomerSession(sql, id, device);
		await proofs.ask('gwendolyn@mail.example');
		await sql`
			insert into address_trouble (email, kind, reason)
			values (${GWEN.email}, 'bounced', 'gwen is unknown'), ('gwendolyn@mail.example', 'bounced', '')
		`;
		await sql`
			insert into mail_event (mail_id, kind, detail)
			select id, 'failed', 'gwen is unknown'
			from mail
		`;
		await sql`
			insert into mail (staff_id, kind, to_email, to_name, html)
			values (${by.id}, 'test', ${GWEN.email}, 'Gwendolyn Quillfeather', 'A test')
		`;
		const before = await tracesLeft();
		for (const place of [
			...['mail: poodle', 'email_proof: gwen', 'customer_session: gwen', 'booking: europe/']
		]) {
			expect(before).toContain(`public.${place}`);
		}
		expect(await readErasure(sql, id)).toMatchObject({ mails: 13 });
		const [{ times } = { times: 0 }] = await sql<{ times: number }[]>`
			select count(*) as times
			from occupancy
		`;

		expect(await erase(id, 2, ' gwendolyn  QUILLFEATHER ')).toMatchObject({ result: 'erased' });
		expect(await tracesLeft()).toEqual([]);
		expect(await openLink(sql, secret)).toBeNull();
		expect(await sql`select from occupancy`).toHaveLength(times - 2);
		expect(await sql`select status from booking order by id`).toEqual([
			{ status: 'cancelled' },
			{ status: 'cancelled' },
			{ status: 'completed' },
			{ status: 'cancelled' }
		]);
		expect(await sql`select from mail where state in ('queued', 'sending')`).toHaveLength(0);
		expect(await sql`select from address_trouble`).toHaveLength(0);
		expect(await sql`select from customer_session`).toHaveLength(0);
		expect(
			await sql`select from email_proof where expires_at > reslot_clock() or link_hash is not null`
		).toHaveLength(0);
		expect(await sql`select reminders, time_zone from customer`).toEqual([
			{ reminders: true, time_zone: null }
		]);
		expect(await sql`select from graphile_worker.jobs where key like 'mail:%'`).toHaveLength(11);
		expect(await sql`select action, subject from audit order by id desc limit 1`).toEqual([
			{ action: 'customer.erased', subject: `Customer ${id}` }
		]);
	});

	it('is done once, and hides them from lists and searches', async () => {
		const [{ id } = { id: 0 }] = await sql<{ id: number }[]>`select id from customer`;
		expect(await erase(id, 0, 'Erased customer')).toEqual({ result: 'not_found' });
		expect((await listCustomers(sql, { page: 1, pageSize: 9 })).total).toBe(0);
		const found = { scope: 'everybody', search: 'erased', page: 1, pageSize: 9 } as const;
		expect((await listBookings(sql, found)).total).toBe(0);
		expect((await findCustomer(sql, id))?.erasedAt).not.toBeNull();
	});

	it('leaves an address that nobody can guess, and no new data comes to it', async () => {
		const [erased] = await sql<{ id: number; email: string }[]>`select id, email from customer`;
		expect(erased?.email).toMatch(/^erased-[0-9a-f-]{36}@erased\.invalid$/);
		const outcome = await book(sql, {
			serviceId: shop.serviceId,
			fieldworkerId: shop.fieldworkerIds[0]!,
			startsAt: shop.at(7, 9),
			customer: { ...GWEN, email: erased!.email },
			notes: '',
			requestId: randomUUID(),
			actor: VISITOR
		});
		expect(outcome).toMatchObject({ result: 'refused', reason: 'erased' });
		expect(await tracesLeft()).toEqual([]);
	});

	it('lets them book again as somebody new', async () => {
		const again = await gwens(5);
		expect(again.customer.name).toBe(GWEN.name);
		expect(await sql`select from customer where erased_at is null`).toHaveLength(1);
	});

	it('gives a booking that is made at the same moment to nobody who is erased', async () => {
		const { customer } = await gwens(6);
		const [erased, ...booked] = await Promise.all([
			erase(customer.id, 2),
			...[10, 11, 12, 13].map((days) => gwens(days, shop.fieldworkerIds[1]).catch(() => null))
		]);
		expect(['erased', 'changed']).toContain(erased.result);
		for (const booking of booked) {
			if (!booking) continue;
			const now = await findCustomer(sql, booking.customer.id);
			const [row] = await sql<{ status: string }[]>`
				select status
				from booking
				where id = ${booking.id}
			`;
			expect(now?.erasedAt === null || row?.status === 'cancelled').toBe(true);
		}
	});

	it('locks, in one go, also those with whom a booking of theirs holds a time', async () => {
		const [first, second] = shop.fieldworkerIds;
		const { id, customer } = await shop.booked(shop.at(15, 9), second!);
		await sql`
			insert into hold (booking_id, fieldworker_id, starts_at, expires_at)
			values (
				${id}, ${first!}, ${shop.at(16, 9)}::timestamptz, reslot_clock() + interval '5 minutes'
			)
		`;
		let erasing: Promise<EraseResult> | undefined;
		await sql.begin(async (other) => {
			await other`select from fieldworker where id = ${first!} for no key update`;
			erasing = erase(customer.id, 1, customer.name);
			await someoneWaits(sql);
			// Whoever waits for the first has not got the second: else each waited for the other.
			await other`select from fieldworker where id = ${second!} for no key update nowait`;
		});
		expect(await erasing).toMatchObject({ result: 'erased' });
	});

	it('cancels also what is reopened at the same moment', async () => {
		const { id, customer } = await shop.booked(shop.at(17, 9));
		await cancel(sql, { bookingId: id, reason: '', actor: BY_LINK });
		let erasing: Promise<EraseResult> | undefined;
		await sql.begin(async (other) => {
			await other`update booking set status = 'confirmed', version = 3 where id = ${id}`;
			erasing = erase(customer.id, 1, customer.name);
			await someoneWaits(sql);
			await other`select from customer where id = ${customer.id} for key share nowait`;
		});
		expect(await erasing).toMatchObject({ result: 'erased', erasure: { upcoming: 1 } });
		expect(await sql`select status from booking where id = ${id}`).toEqual([
			{ status: 'cancelled' }
		]);
	});
});
