import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { complete } from '../../../src/lib/server/bookings/complete.ts';
import { readHistory } from '../../../src/lib/server/bookings/history.ts';
import { reopen } from '../../../src/lib/server/bookings/reopen.ts';
import { resendMail } from '../../../src/lib/server/bookings/resend.ts';
import { connect } from '../../../src/lib/server/database/connection.ts';
import { eraseCustomer } from '../../../src/lib/server/people/erase.ts';
import { queueMail } from '../../../src/lib/server/mail/queue.ts';
import { testDatabase } from '../../support/database.ts';
import { countOverlaps, openShop, type Shop } from '../../support/shop.ts';

const STAFF = { kind: 'system', notify: true } as const;

const { sql, url } = await testDatabase();
/** Where every booking of these tests is over. */
const later = connect(url, { max: 1, connection: { 'reslot.clock_offset': '30 days' } });
afterAll(() => later.end());

let shop: Shop;
let by: { id: number; name: string };
beforeAll(async () => {
	shop = await openShop(sql);
	[by] = await sql<[typeof by]>`
		insert into staff (name, email, role) values ('Ada', 'ada@test.example', 'admin')
		returning id, name
	`;
});

const mailsOf = async (bookingId: number) =>
	(
		await shop.sql<{ kind: string }[]>`
			select kind from mail where booking_id = ${bookingId} order by id
		`
	).map(({ kind }) => kind);

describe('taking back how a booking ended', () => {
	it('gives a cancelled one its time again, its history and its customer word of it', async () => {
		const { id, startsAt } = await shop.booked(shop.at(10, 10));
		await cancel(sql, { bookingId: id, reason: '', actor: STAFF });
		const again = { bookingId: id, expectedVersion: 2, reason: 'Undone', actor: STAFF };
		const back = await reopen(sql, again);
		expect(back).toMatchObject({
			result: 'reopened',
			booking: { id, startsAt, status: 'confirmed', version: 3 }
		});
		expect(await reopen(sql, again)).toEqual(back);
		const taken = await sql`select from occupancy where booking_id = ${id}`;
		expect(taken).toHaveLength(1);
		expect((await readHistory(sql, id))[0]).toMatchObject({ action: 'reopened', version: 3 });
		expect(await mailsOf(id)).toEqual(['confirmation', 'cancelled', 'confirmation']);
	});

	it('refuses when the time is somebody else’s by now', async () => {
		const { id, startsAt } = await shop.booked(shop.at(11, 10));
		await cancel(sql, { bookingId: id, reason: '', actor: STAFF });
		await shop.booked(startsAt);
		const result = await reopen(sql, { bookingId: id, reason: '', actor: STAFF });
		expect(result).toMatchObject({ result: 'taken' });
		expect(await countOverlaps(sql)).toBe(0);
	});

	it('keeps the time that a completed one has had all along', async () => {
		const { id } = await shop.booked(shop.at(12, 10));
		await complete(later, { bookingId: id, outcome: 'no_show', actor: STAFF });
		const result = await reopen(sql, { bookingId: id, reason: '', actor: STAFF });
		expect(result).toMatchObject({ result: 'reopened', booking: { status: 'confirmed' } });
	});

	it('is refused when the booking changed since, or is open', async () => {
		const { id } = await shop.booked(shop.at(13, 10));
		const wish = { bookingId: id, reason: '', actor: STAFF };
		expect(await reopen(sql, wish)).toMatchObject({ result: 'refused', reason: 'open' });
		await cancel(sql, { bookingId: id, reason: '', actor: STAFF });
		const stale = await reopen(sql, { ...wish, expectedVersion: 1 });
		expect(stale).toMatchObject({ result: 'changed', booking: { version: 2 } });
		expect(await reopen(sql, { ...wish, bookingId: 1 })).toEqual({ result: 'not_found' });
	});
});

describe('sending the mail of a booking again', () => {
	it('tells how it stands now, and says who sent it', async () => {
		const { id } = await shop.booked(shop.at(14, 10));
		await settleMails(id, '2 minutes');
		const sent = await resendMail(sql, { bookingId: id, by });
		expect(sent).toEqual({ result: 'queued', kind: 'confirmation' });
		await cancel(sql, { bookingId: id, reason: '', actor: { ...STAFF, notify: false } });
		expect(await resendMail(sql, { bookingId: id, by })).toMatchObject({ kind: 'cancelled' });
		expect(await mailsOf(id)).toEqual(['confirmation', 'confirmation', 'cancelled']);
		const acts =
			await sql`select staff_name, subject from audit where action = 'booking.mail_sent'`;
		expect(acts).toHaveLength(2);
	});

	it('sends one, however often it is pressed while that is on its way or has just been sent', async () => {
		const { id } = await shop.booked(shop.at(15, 10));
		const queued = { result: 'queued', kind: 'confirmation' };
		const already = (words: string) => ({
			result: 'already',
			words: expect.stringContaining(words) as string
		});
		expect(await resendMail(sql, { bookingId: id, by })).toEqual(already('waiting to leave'));
		await sql`update mail set state = 'paused' where booking_id = ${id}`;
		expect(await resendMail(sql, { bookingId: id, by })).toEqual(already('email is paused'));
		await settleMails(id, '50 seconds');
		expect(await resendMail(sql, { bookingId: id, by })).toEqual(already('Nothing new was sent'));
		expect(await mailsOf(id)).toEqual(['confirmation']);
		await settleMails(id, '70 seconds');
		const pressed = [1, 2, 3].map(() => resendMail(sql, { bookingId: id, by }));
		const outcomes = await Promise.all(pressed);
		expect(outcomes.filter(({ result }) => result === 'already')).toHaveLength(2);
		expect(outcomes).toContainEqual(queued);
		expect(await mailsOf(id)).toEqual(['confirmation', 'confirmation']);
	});

	it('is refused once the appointment is over, whether somebody has said so or not', async () => {
		const { id } = await shop.booked(shop.at(16, 10));
		const refused = { result: 'refused', reason: 'past' };
		expect(await resendMail(later, { bookingId: id, by })).toMatchObject(refused);
		expect(await mailsOf(id)).toEqual(['confirmation']);
	});
});

/** As if the mails of a booking had been written, and sent, so long ago. */
const settleMails = (bookingId: number, ago: string) => sql`
	update mail
	set state = 'sent', created_at = reslot_clock() - ${ago}::interval, settled_at = reslot_clock()
	where booking_id = ${bookingId}
`;

describe('the bookings of a customer who was erased', () => {
	it('stay as they are, and nothing is sent about them', async () => {
		const { id, customer } = await shop.booked(shop.at(17, 10));
		const ERASED = { result: 'refused', reason: 'erased' };
		await cancel(sql, { bookingId: id, reason: '', actor: STAFF });
		const wish = { id: customer.id, typedName: customer.name, upcoming: 0, by };
		expect(await eraseCustomer(sql, wish)).toMatchObject({ result: 'erased' });
		const mails = await mailsOf(id);
		const again = { bookingId: id, reason: '', actor: { ...STAFF, override: true } };
		expect(await reopen(sql, again)).toMatchObject(ERASED);
		expect(await resendMail(sql, { bookingId: id, by })).toMatchObject(ERASED);
		await queueMail(sql, { bookingId: id, version: 2, kind: 'cancelled' });
		expect(await mailsOf(id)).toEqual(mails);
		expect(await sql`select from booking where id = ${id} and status = 'cancelled'`).toHaveLength(
			1
		);
	});
});
