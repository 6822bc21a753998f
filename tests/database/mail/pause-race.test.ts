import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Staff } from '../../../src/lib/server/accounts/staff.ts';
import { bookingMails } from '../../../src/lib/server/mail/log.ts';
import { prepare } from '../../../src/lib/server/mail/outbox.ts';
import { pauseMail, type PauseScope } from '../../../src/lib/server/mail/pause.ts';
import { testDatabase } from '../../support/database.ts';
import { keepWaitingMail } from '../../support/mail.ts';
import { openPost, SENDER } from '../../support/post.ts';
import type { Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';
import { waitsFor } from '../../support/waiting.ts';

// Who pauses or resumes mail at the moment in which one is prepared.

const database = await testDatabase();
const { sql } = database;
const post = await openPost(database);
/** As without a Mailgun key. */
const KEPT = { ...SENDER, domain: null };

let shop: Shop;
let owner: Staff;
beforeEach(async () => {
	shop = await post.begin();
	owner = await staffOf(sql).somebody('owner');
	await sql`update staff set booking_notices = false`;
});
afterEach(() => resume('all'));

const pause = (scope: PauseScope) => pauseMail(sql, { scope, paused: true, by: owner });
const resume = (scope: PauseScope) => pauseMail(sql, { scope, paused: false, by: owner });

/** A booking whose confirmation has gone. */
async function told() {
	const { booking, mailId } = await post.booked(shop);
	await post.keep(mailId);
	return booking;
}

/** What became of a booking's mails, oldest first, once all that can go has gone. */
async function mailsOf(bookingId: number) {
	await keepWaitingMail(sql);
	const mails = await bookingMails(sql, bookingId);
	return mails.map(({ kind, state }) => `${kind} ${state}`).reverse();
}

test('a mail that was put aside while mail is resumed is found by who resumes', async () => {
	const booking = await told();
	await pause('all');
	await post.move(booking.id, shop.at(5, 10));
	const mailId = await post.newest(booking.id);
	let preparing: Promise<unknown> | undefined;
	let resuming: Promise<unknown> | undefined;
	await sql.begin(async (tx) => {
		await tx`select from mail where id = ${mailId} for update`;
		preparing = prepare(sql, mailId, KEPT);
		await waitsFor(sql, 'row');
		resuming = resume('all');
		await waitsFor(sql, 'advisory');
	});
	await preparing;
	expect(await resuming).toEqual({ result: 'resumed', released: 1 });
	expect(await mailsOf(booking.id)).toEqual(['confirmation kept', 'rescheduled kept']);
});

test('a mail that is prepared after mail was resumed is sent', async () => {
	const booking = await told();
	await pause({ bookingId: booking.id });
	await post.move(booking.id, shop.at(5, 10));
	const mailId = await post.newest(booking.id);
	let preparing: Promise<unknown> | undefined;
	let resuming: Promise<unknown> | undefined;
	await sql.begin(async (tx) => {
		await tx`select from booking where id = ${booking.id} for update`;
		resuming = resume({ bookingId: booking.id });
		await waitsFor(sql, 'row');
		preparing = prepare(sql, mailId, KEPT);
		await waitsFor(sql, 'advisory');
	});
	await Promise.all([preparing, resuming]);
	expect(await post.newest(booking.id)).toBe(mailId);
	expect(await post.logged(mailId)).toMatchObject({ state: 'kept' });
});

test('no mail is lost, however pausing, resuming and preparing fall together', async () => {
	const bookings = [];
	for (const hour of [8, 10, 12, 14, 16]) bookings.push(await shop.booked(shop.at(5, hour)));
	const ids = (await sql<{ id: number }[]>`select id from mail`).map(({ id }) => id);
	await pause('all');
	for (let round = 0; round < 8; round++) {
		await Promise.all([
			...ids.map((id) => prepare(sql, id, KEPT)),
			round % 2 ? pause('all') : resume('all')
		]);
	}
	await resume('all');
	for (const { id } of bookings) expect(await mailsOf(id)).toEqual(['confirmation kept']);
});
