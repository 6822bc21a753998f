import { beforeEach, describe, expect, test } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { editDetails } from '../../../src/lib/server/bookings/edit-details.ts';
import { openLink } from '../../../src/lib/server/links/manage-link.ts';
import { bookingMails } from '../../../src/lib/server/mail/log.ts';
import { queueMail } from '../../../src/lib/server/mail/queue.ts';
import { testDatabase } from '../../support/database.ts';
import { openPost, secretsIn } from '../../support/post.ts';
import { BY_LINK, type Shop } from '../../support/shop.ts';

const database = await testDatabase();
const { sql } = database;
const post = await openPost(database);
const { mailgun, send, sendLater } = post;

let shop: Shop;
beforeEach(async () => {
	shop = await post.begin();
});

const sendAll = async (bookingId: number, by = send) => {
	for (const { id } of await bookingMails(sql, bookingId)) await by(id);
};

describe('a booking that changed before its mail left', () => {
	test('the stale mail is superseded and says why', async () => {
		const { booking, mailId } = await post.booked(shop);
		await post.move(booking.id, shop.at(6, 10));
		await send(mailId);
		expect(mailgun.messages).toHaveLength(0);
		const mail = await post.logged(mailId);
		expect(mail).toMatchObject({
			state: 'superseded',
			html: null,
			problem:
				'The booking was changed again before this email left: it told of change 1, and change 2 is what holds now.'
		});
		expect(mail.settledAt).not.toBeNull();
	});

	test('quick moves end in one mail, which strikes out what the customer knew', async () => {
		const { booking, mailId } = await post.booked(shop, 9);
		await send(mailId);
		await post.move(booking.id, shop.at(6, 10));
		await post.move(booking.id, shop.at(7, 15));
		await sendAll(booking.id);
		expect(mailgun.messages).toHaveLength(2);
		const text = mailgun.messages[1]!.text;
		expect(text).toMatch(/^3:00 – 4:00 PM/m);
		expect(text).toMatch(/was .*9:00 AM/);
		expect(text).not.toContain('10:00');
	});

	test('moved back before they were told, nothing is struck out', async () => {
		const { booking, mailId } = await post.booked(shop, 9);
		await send(mailId);
		await post.move(booking.id, shop.at(6, 10));
		await post.move(booking.id, shop.at(5, 9));
		await sendAll(booking.id);
		expect(mailgun.messages[1]!.html).not.toContain('<s>');
		expect(mailgun.messages[1]!.subject).toContain('Booking confirmed');
	});

	test('never told of it at all, they read a plain confirmation', async () => {
		const { booking } = await post.booked(shop, 9);
		await post.move(booking.id, shop.at(6, 10));
		await sendAll(booking.id);
		expect(mailgun.messages).toHaveLength(1);
		expect(mailgun.messages[0]!.html).not.toContain('<s>');
	});

	test('cancelled before the confirmation left, only the cancellation is sent', async () => {
		const { booking } = await post.booked(shop);
		await cancel(sql, { bookingId: booking.id, reason: '', actor: BY_LINK });
		await sendAll(booking.id);
		expect(mailgun.messages.map(({ subject }) => subject.split(':')[0])).toEqual([
			'Booking cancelled'
		]);
	});

	test.each(['waiting', 'being retried'])(
		'details edited while the mail is %s leave the customer told once, of the new ones',
		async (when) => {
			const { booking, mailId } = await post.booked(shop);
			if (when === 'being retried') {
				mailgun.fail({ kind: 'reset_before' });
				await expect(send(mailId)).rejects.toThrow();
			}
			const details = { phone: '', address: '9 New Street', notes: '' };
			await editDetails(sql, { bookingId: booking.id, details, actor: BY_LINK });
			await sendAll(booking.id, sendLater);
			expect(mailgun.messages).toHaveLength(1);
			expect(mailgun.messages[0]!.text).toContain('9 New Street');
		}
	);

	test('a time moved without a word is what the next mail strikes out from', async () => {
		const { booking, mailId } = await post.booked(shop, 9);
		await send(mailId);
		await post.move(booking.id, shop.at(6, 10), false);
		await post.move(booking.id, shop.at(7, 11));
		await send(await post.newest(booking.id));
		expect(mailgun.messages[1]!.text).toMatch(/was .*9:00 AM/);
	});
});

describe('a request to choose another time', () => {
	const ask = async (bookingId: number, version: number) => {
		await queueMail(sql, { bookingId, version, kind: 'ask_to_reschedule' });
		return post.newest(bookingId);
	};

	test('is sent with a link that works', async () => {
		const { booking } = await post.booked(shop);
		const mailId = await ask(booking.id, 1);
		await send(mailId);
		const sent = mailgun.messages.at(-1)!;
		expect(sent.subject).toMatch(/^Please choose another time/);
		expect(await openLink(sql, secretsIn(sent.text)[0]!)).toBe(booking.id);
	});

	test('is not sent to somebody who has another time by now, and is after an edit', async () => {
		const { booking } = await post.booked(shop);
		const mailId = await ask(booking.id, 1);
		const details = { phone: '1', address: '', notes: '' };
		await editDetails(sql, { bookingId: booking.id, details, actor: BY_LINK });
		await post.move(booking.id, shop.at(6, 10), false);
		await send(mailId);
		expect(await post.logged(mailId)).toMatchObject({ state: 'superseded' });

		const other = await post.booked(shop, 13);
		const next = await ask(other.booking.id, 1);
		await editDetails(sql, { bookingId: other.booking.id, details, actor: BY_LINK });
		await send(next);
		expect(await post.logged(next)).toMatchObject({ state: 'sent', bookingVersion: 2 });
	});
});
