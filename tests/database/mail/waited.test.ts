import { beforeEach, describe, expect, test } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { editDetails } from '../../../src/lib/server/bookings/edit-details.ts';
import { reopen } from '../../../src/lib/server/bookings/reopen.ts';
import { connect } from '../../../src/lib/server/database/connection.ts';
import { deliver } from '../../../src/lib/server/mail/deliver.ts';
import { queueMail } from '../../../src/lib/server/mail/queue.ts';
import { eraseCustomer } from '../../../src/lib/server/people/erase.ts';
import { testDatabase } from '../../support/database.ts';
import { openPost, SENDER } from '../../support/post.ts';
import { BY_LINK, type Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';

// What happened while a mail waited: because Mailgun was down, or mail was paused.

const database = await testDatabase();
const { sql, url } = database;
const post = await openPost(database);
const { mailgun, send, sendLater, transport } = post;
const people = staffOf(sql);

let shop: Shop;
beforeEach(async () => {
	shop = await post.begin();
});

test('an address that was corrected meanwhile is where it goes', async () => {
	const { booking, mailId } = await post.booked(shop);
	await sql`update customer set email = 'right@example.com' where id = ${booking.customer.id}`;
	await send(mailId);
	expect(mailgun.messages.map(({ to }) => to)).toEqual(['"Customer 1" <right@example.com>']);
	expect(mailgun.messages[0]!.attachments[0]!.content).toContain('right@example.com');
	expect(await post.logged(mailId)).toMatchObject({ state: 'sent', toEmail: 'right@example.com' });
});

test('a customer who was erased while it was handed over leaves no trace in it', async () => {
	const { booking, mailId } = await post.booked(shop);
	const by = await people.somebody('owner');
	const { id, name } = booking.customer;
	const erasing = {
		...transport,
		send: async (mail: Parameters<typeof transport.send>[0]) => {
			await eraseCustomer(sql, { id, typedName: name, upcoming: 1, by });
			return transport.send(mail);
		}
	};
	await deliver({ sql, transport: erasing, ...SENDER }, mailId);
	expect(await post.logged(mailId)).toMatchObject({ state: 'superseded', messageId: null });
});

test('a notice that is tried again tells of the same change, whatever was edited since', async () => {
	await people.somebody('owner');
	const { booking } = await post.booked(shop);
	await post.move(booking.id, shop.at(6, 14));
	const [notice] = await sql<{ id: number }[]>`select id from mail where kind = 'notice_moved'`;
	const details = { phone: '1', address: '', notes: '' };
	await editDetails(sql, { bookingId: booking.id, details, actor: BY_LINK });
	mailgun.fail({ kind: 'status', status: 502 });
	await expect(send(notice!.id)).rejects.toThrow('not sent');
	await sendLater(notice!.id);
	expect(mailgun.messages).toHaveLength(1);
	expect(mailgun.messages[0]!.text).toMatch(/9:00/);
	expect(mailgun.messages[0]!.text).toMatch(/2:00/);
});

test('a cancellation that was taken back without a word does not swallow the confirmation', async () => {
	const { booking } = await post.booked(shop);
	await cancel(sql, { bookingId: booking.id, reason: '', actor: BY_LINK });
	const actor = { kind: 'system', notify: false } as const;
	await reopen(sql, { bookingId: booking.id, reason: '', actor });
	const waiting = await sql<{ id: number; kind: string }[]>`
		select id, kind
		from mail
		order by id
	`;
	for (const { id } of waiting) await send(id);
	expect(mailgun.messages.map(({ subject }) => subject.split(':')[0])).toEqual([
		'Booking confirmed'
	]);
});

describe('reminders', () => {
	test('of several that waited only the last is sent', async () => {
		const { booking } = await post.booked(shop);
		for (let n = 0; n < 3; n++) {
			await queueMail(sql, { bookingId: booking.id, version: 1, kind: 'reminder' });
		}
		const waiting = await sql<{ id: number }[]>`
			select id
			from mail
			where kind = 'reminder'
			order by id
		`;
		for (const { id } of waiting) await send(id);
		expect(mailgun.messages).toHaveLength(1);
		expect(mailgun.messages[0]!.variables['mail-id']).toBe(String(waiting.at(-1)!.id));
	});

	test.each([
		['is sent before half of its time has passed', '2 days', 'sent'],
		['is too late after that', '4 days', 'superseded']
	])('one that waited %s', async (_, waited, state) => {
		const { booking } = await post.booked(shop);
		await queueMail(sql, { bookingId: booking.id, version: 1, kind: 'reminder' });
		const mailId = await post.newest(booking.id);
		const then = connect(url, { connection: { 'reslot.clock_offset': waited } });
		await deliver({ sql: then, transport, ...SENDER }, mailId);
		await then.end();
		expect((await post.logged(mailId)).state).toBe(state);
	});
});

test('news of an appointment that is over by then is none', async () => {
	const { booking, mailId } = await post.booked(shop);
	await cancel(sql, { bookingId: booking.id, reason: '', actor: BY_LINK });
	const cancellation = await post.newest(booking.id);
	const later = connect(url, { connection: { 'reslot.clock_offset': '8 days' } });
	for (const id of [mailId, cancellation]) await deliver({ sql: later, transport, ...SENDER }, id);
	await later.end();
	expect(mailgun.messages).toHaveLength(0);
	expect((await post.logged(cancellation)).problem).toMatch(/over by now/);
});
