import { afterAll } from 'vitest';
import { move } from '../../src/lib/server/bookings/move.ts';
import { connect, type Sql } from '../../src/lib/server/database/connection.ts';
import { deliver } from '../../src/lib/server/mail/deliver.ts';
import { bookingMails, findMail } from '../../src/lib/server/mail/log.ts';
import { openMailgun } from '../../src/lib/server/mail/mailgun.ts';
import { emptyDatabase } from './empty.ts';
import { startMailgunStandIn } from './mailgun-stand-in.ts';
import { BY_LINK, openShop, type Shop } from './shop.ts';

const domain = 'mg.test';
const origin = 'https://book.test';
/** What `prepare` needs to know of the sender. */
export const SENDER = { domain, from: 'bookings@mg.test', origin };

/** The secrets of the manage links in a text. */
export const secretsIn = (text: string) =>
	[...text.matchAll(/\/b\/([\w-]{43})/g)].map(([, secret]) => secret!);

/** The way of a test file's mails: the log in its database, and a Mailgun of its own. */
export async function openPost({ sql, url }: { sql: Sql; url: string }) {
	/** The same database when Mailgun's events can be relied on to tell of what was sent just now. */
	const later = connect(url, { connection: { 'reslot.clock_offset': '3 minutes' } });
	const mailgun = await startMailgunStandIn();
	afterAll(async () => {
		await mailgun.stop();
		await later.end();
	});
	const transport = openMailgun({ key: 'key-test', domain, url: mailgun.url });
	const newest = async (bookingId: number): Promise<number> => {
		const [mail] = await bookingMails(sql, bookingId);
		if (!mail) throw new Error('no mail was queued');
		return mail.id;
	};
	const sendBy = (by: Sql) => (mailId: number) =>
		deliver({ sql: by, transport, from: SENDER.from, origin }, mailId);
	return {
		mailgun,
		transport,
		send: sendBy(sql),
		sendLater: sendBy(later),
		/** As without a Mailgun key. */
		keep: (mailId: number) => deliver({ sql, transport: null, from: SENDER.from, origin }, mailId),

		/** Empties everything and opens a shop: what a test begins with. */
		async begin(): Promise<Shop> {
			await emptyDatabase(sql);
			mailgun.messages.length = 0;
			mailgun.eventsLag = 0;
			return openShop(sql, { fieldworkers: 2 });
		},

		/** Books in five days at this hour; with the mail that tells of it. */
		async booked(shop: Shop, hour = 9) {
			const booking = await shop.booked(shop.at(5, hour));
			return { booking, mailId: await newest(booking.id) };
		},

		/** The id of the newest mail about a booking. */
		newest,

		/** Moves a booking, as its customer does, or without a word to them. */
		async move(bookingId: number, startsAt: number, notify = true): Promise<void> {
			const actor = notify ? BY_LINK : ({ kind: 'system', notify: false } as const);
			const moved = await move(sql, { bookingId, startsAt, reason: '', actor });
			if (moved.result !== 'moved') throw new Error(JSON.stringify(moved));
		},

		/** What the log has of a mail. */
		async logged(mailId: number) {
			const mail = await findMail(sql, mailId);
			if (!mail) throw new Error('no such mail');
			return mail;
		}
	};
}
