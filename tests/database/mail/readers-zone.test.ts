import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../../src/lib/server/bookings/actor.ts';
import { book } from '../../../src/lib/server/bookings/book.ts';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { editDetails } from '../../../src/lib/server/bookings/edit-details.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { previewMail } from '../../../src/lib/server/mail/preview.ts';
import { bookingToPreview } from '../../../src/lib/server/mail/preview-booking.ts';
import { queueMail } from '../../../src/lib/server/mail/queue.ts';
import { defaultTemplates } from '../../../src/lib/server/mail/templates.ts';
import { testDatabase } from '../../support/database.ts';
import { openPost } from '../../support/post.ts';
import { BY_LINK, customer, VISITOR, type Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';

const database = await testDatabase();
const { sql } = database;
const post = await openPost(database);

let shop: Shop;
let staff: Actor;
beforeEach(async () => {
	shop = await post.begin();
	const { id } = await staffOf(sql).somebody('owner');
	staff = { kind: 'staff', staffId: id, notify: true };
});

/** Books for nine in the morning, five days ahead, as somebody who reads in this zone. */
async function bookedIn(timeZone?: string | null, actor: Actor = VISITOR): Promise<Booking> {
	const outcome = await book(sql, {
		serviceId: shop.serviceId,
		fieldworkerId: shop.fieldworkerIds[0]!,
		startsAt: shop.at(5, 9),
		customer: customer(1),
		notes: '',
		requestId: randomUUID(),
		actor,
		...(timeZone !== undefined && { timeZone })
	});
	if (outcome.result !== 'booked') throw new Error(JSON.stringify(outcome));
	return outcome.booking;
}

async function moved(id: number, hour: number, actor: Actor, timeZone?: string | null) {
	const outcome = await move(sql, {
		...{ bookingId: id, startsAt: shop.at(6, hour), reason: '', actor },
		...(timeZone !== undefined && { timeZone })
	});
	if (outcome.result !== 'moved') throw new Error(JSON.stringify(outcome));
	return outcome.booking;
}

/** The message that is sent to them next. */
async function mailed(bookingId: number, kind: string) {
	const [mail] = await sql<{ id: number }[]>`
		select id
		from mail
		where booking_id = ${bookingId}
			and kind = ${kind}
		order by id desc
		limit 1
	`;
	await post.send(mail!.id);
	return post.mailgun.messages.at(-1)!;
}

const kept = async (id: number) => {
	const [row] = await sql`select time_zone as zone from booking where id = ${id}`;
	return row!['zone'];
};

const KATHMANDU = 'Asia/Kathmandu';
const BOTH = /Kathmandu time.*\r?\nAt Test & Daughters: .*, 9:00 – 10:00 AM, New York time/;

test('a mail says the times where whoever booked reads them, with the business’s beside', async () => {
	const { id } = await bookedIn(KATHMANDU);
	const { text, html, attachments } = await mailed(id, 'confirmation');
	expect(text).toMatch(BOTH);
	expect(text).toMatch(/Possible until .*, Kathmandu time\./);
	expect(html).toContain('Kathmandu time');
	expect(html).toContain('New York time');
	// The words of the invite too, unfolded.
	expect(attachments[0]!.content.replace(/\r\n /g, '')).toContain('Kathmandu time');
	for (const kind of ['reminder', 'ask_to_reschedule'] as const) {
		await queueMail(sql, { bookingId: id, version: 1, kind });
		expect((await mailed(id, kind)).text).toMatch(BOTH);
	}
	await cancel(sql, { bookingId: id, reason: '', actor: staff });
	expect((await mailed(id, 'cancelled')).text).toMatch(
		/Kathmandu time.*\r?\nAt Test & Daughters: /
	);
});

test('staff read their own clock alone, whoever booked from wherever', async () => {
	const { id } = await bookedIn(KATHMANDU);
	const { text } = await mailed(id, 'notice_booked');
	expect(text).toContain('New York time');
	expect(text).not.toContain('Kathmandu');
});

test('a preview of a mail says of a booking what its customer reads', async () => {
	const { booking } = await bookingToPreview(sql, { id: (await bookedIn(KATHMANDU)).id, find: '' });
	const { rendered } = await previewMail(sql, {
		...{ kind: 'confirmation', template: defaultTemplates.confirmation, booking },
		...{ allowed: 'now', origin: 'https://book.test', reader: 'Olga' }
	});
	expect(rendered!.text).toMatch(BOTH);
});

test('the zone of their profile comes before it', async () => {
	const { id } = await bookedIn(KATHMANDU);
	await sql`update customer set time_zone = 'Europe/London'`;
	const { text } = await mailed(id, 'confirmation');
	expect(text).toContain('London time');
	expect(text).not.toContain('Kathmandu');
});

test('a zone that there is not any more is as none', async () => {
	const { id } = await bookedIn('Mars/Olympus_Mons');
	expect((await mailed(id, 'confirmation')).text).toContain('New York time');
});

test('their own move takes along where they read by now; staff’s, and what is no move, does not', async () => {
	const { id } = await bookedIn(KATHMANDU);
	await moved(id, 10, BY_LINK, 'Europe/London');
	expect(await kept(id)).toBe('Europe/London');
	expect((await mailed(id, 'rescheduled')).text).toContain('London time');
	await moved(id, 11, staff);
	await moved(id, 12, staff, KATHMANDU);
	const details = { phone: '1', address: '', notes: '' };
	await editDetails(sql, { bookingId: id, details, actor: BY_LINK });
	expect(await kept(id)).toBe('Europe/London');
	const { text } = await mailed(id, 'rescheduled');
	expect(text).toContain('London time');
	expect(text).toContain('New York time');
	// Whoever reads the business's clocks when they move it is written to by those.
	await moved(id, 13, BY_LINK, null);
	expect(await kept(id)).toBeNull();
	expect((await mailed(id, 'rescheduled')).text).not.toMatch(/London|Kathmandu/);
});

test('nothing is kept of where staff read who book for somebody', async () => {
	expect(await kept((await bookedIn(KATHMANDU, staff)).id)).toBeNull();
});

test.each(['', 'x'.repeat(65), '../etc', 'Europe/London\n', '<b>'])(
	'what cannot be the name of a zone is not stored: %j',
	async (name) => {
		const { id } = await bookedIn();
		const store = sql`update booking set time_zone = ${name} where id = ${id}`;
		await expect(store).rejects.toThrow(/booking_time_zone_check/);
	}
);
