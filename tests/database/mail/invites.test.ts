import ICAL from 'ical.js';
import { beforeEach, expect, test } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { editDetails } from '../../../src/lib/server/bookings/edit-details.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { deliver } from '../../../src/lib/server/mail/deliver.ts';
import { queueMail } from '../../../src/lib/server/mail/queue.ts';
import { testDatabase } from '../../support/database.ts';
import { openPost, SENDER } from '../../support/post.ts';
import { BY_LINK, type Shop } from '../../support/shop.ts';

const database = await testDatabase();
const { sql } = database;
const post = await openPost(database);
const { mailgun, transport } = post;

let shop: Shop;
beforeEach(async () => {
	shop = await post.begin();
});

/** Sends what waits, or without a Mailgun key keeps it; from this address. */
async function send(from = 'Ada <bookings@mg.test>', through: typeof transport | null = transport) {
	const waiting = await sql<{ id: number }[]>`
		select id
		from mail
		where state = 'queued'
		order by id
	`;
	const sender = { ...SENDER, sql, transport: through, from };
	for (const { id } of waiting) await deliver(sender, id);
}

/** What the invite of the newest message says, read by another library than the one that wrote it. */
function invite() {
	const [attachment] = mailgun.messages.at(-1)!.attachments;
	if (!attachment) return null;
	const { contentType, content } = attachment;
	const calendar = new ICAL.Component(ICAL.parse(content));
	const component = calendar.getFirstSubcomponent('vevent')!;
	const event = new ICAL.Event(component);
	return {
		contentType,
		method: calendar.getFirstPropertyValue('method'),
		uid: event.uid,
		sequence: event.sequence,
		status: component.getFirstPropertyValue('status'),
		startsAt: event.startDate.toJSDate().getTime(),
		endsAt: event.endDate.toJSDate().getTime(),
		organizer: component.getFirstPropertyValue('organizer'),
		attendee: String(component.getFirstPropertyValue('attendee')).toLowerCase()
	};
}

test('an invite follows its booking: one UID, SEQUENCE is the version, the organizer stays', async () => {
	const booking = await shop.booked(shop.at(5, 9));
	await send();
	const about = {
		uid: booking.calendarUid,
		organizer: 'mailto:bookings@mg.test',
		attendee: 'mailto:customer1@example.com'
	};
	expect(invite()).toMatchObject({
		...about,
		contentType: 'text/calendar; charset=utf-8; method=REQUEST',
		method: 'REQUEST',
		sequence: 1,
		status: 'CONFIRMED',
		startsAt: booking.startsAt,
		endsAt: booking.endsAt
	});

	const startsAt = shop.at(6, 14);
	await move(sql, { bookingId: booking.id, startsAt, reason: '', actor: BY_LINK });
	await send('Ada & Daughters <hello@other.test>');
	expect(invite()).toMatchObject({ ...about, method: 'REQUEST', sequence: 2, startsAt });

	const details = { phone: '1', address: '', notes: '' };
	await editDetails(sql, { bookingId: booking.id, details, actor: BY_LINK });
	await cancel(sql, { bookingId: booking.id, reason: '', actor: BY_LINK });
	await send();
	expect(invite()).toMatchObject({
		...about,
		contentType: 'text/calendar; charset=utf-8; method=CANCEL',
		method: 'CANCEL',
		sequence: 4,
		status: 'CANCELLED',
		startsAt
	});
});

test('the log keeps the invite as it was sent, and it holds no private link', async () => {
	await shop.booked(shop.at(5, 9));
	await send();
	const [sent] = mailgun.messages;
	const { calendar } = await post.logged(Number(sent!.variables['mail-id']));
	expect(calendar).toBe(sent!.attachments[0]!.content);
	expect(calendar).not.toContain('/b/');
});

test('what asks for another time, and reminds of it, leaves calendars alone', async () => {
	const { id, version } = await shop.booked(shop.at(5, 9));
	for (const kind of ['reminder', 'ask_to_reschedule'] as const) {
		await queueMail(sql, { bookingId: id, version, kind });
		await send();
		expect(invite(), kind).toBeNull();
	}
});

test('whoever was never invited is not told to take anything out', async () => {
	const actor = { kind: 'system', notify: false } as const;
	const { id } = await shop.booked(shop.at(5, 9));
	await sql`delete from mail`;
	await cancel(sql, { bookingId: id, reason: '', actor: { ...actor, notify: true } });
	await send();
	expect(mailgun.messages).toHaveLength(1);
	expect(invite()).toBeNull();
});

test('the organizer is that of the first invite that was sent, not of one that was only kept', async () => {
	const { id } = await shop.booked(shop.at(5, 9));
	await send('bookings@localhost', null);
	expect(await sql`select from calendar_organizer`).toHaveLength(0);
	await move(sql, { bookingId: id, startsAt: shop.at(6, 9), reason: '', actor: BY_LINK });
	await send();
	expect(invite()).toMatchObject({ organizer: 'mailto:bookings@mg.test' });
});
