import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { findBooking, type Booking } from '../bookings/find.ts';
import { readStanding } from '../bookings/standing.ts';
import { issueLink } from '../links/manage-link.ts';
import { requireBusiness } from '../settings/business.ts';
import { mailbox, splitSender } from './address.ts';
import type { Outgoing } from './mailgun.ts';
import type { MailKind } from './queue.ts';
import { withoutSecret } from './redact.ts';
import { renderMail } from './render.ts';
import { defaultTemplates } from './templates.ts';
import { readTold } from './told.ts';

/** Where a mail is on its way; the last four are ends. */
export type MailState = 'queued' | 'sending' | 'sent' | 'kept' | 'superseded' | 'failed';
type QueuedMail = {
	id: number;
	bookingId: number;
	version: number;
	kind: MailKind;
	toEmail: string;
	toName: string;
	state: MailState;
	messageId: string | null;
};

/** Where the mail goes: to Mailgun's domain, or with null nowhere, and it is kept to be read. */
export type Sender = { domain: string | null; from: string; origin: string };

/**
 * Looks at the booking and makes the mail ready, in one transaction. The answer is what to hand
 * over, or null when there is nothing (more) to do: it was settled before, it is superseded, it
 * cannot be addressed, or it is kept.
 */
export async function prepare(sql: Sql, mailId: number, sender: Sender): Promise<Outgoing | null> {
	return transaction<Outgoing | null>(sql, async (tx) => {
		const mail = await lockMail(tx, mailId);
		if (!mail || (mail.state !== 'queued' && mail.state !== 'sending')) return null;
		const booking = await findBooking(tx, mail.bookingId);
		if (!booking) return null;
		const stale = await staleness(tx, mail, booking);
		if (!stale) return write(tx, mail, booking, sender);
		await settle(tx, mail.id, 'superseded', stale);
		return null;
	});
}

/** Ends a mail's journey; what ended it stands in `problem`, where something did. */
export async function settle(
	sql: Sql | Transaction,
	mailId: number,
	state: 'sent' | 'kept' | 'superseded' | 'failed',
	problem: string | null = null
): Promise<void> {
	await sql`
		update mail
		set state = ${state}, problem = ${problem}, settled_at = reslot_clock()
		where id = ${mailId}
			and state in ('queued', 'sending')
	`;
}

async function lockMail(tx: Transaction, mailId: number): Promise<QueuedMail | undefined> {
	const [mail] = await tx<QueuedMail[]>`
		select
			id,
			booking_id as "bookingId",
			booking_version as version,
			kind,
			to_email as "toEmail",
			to_name as "toName",
			state,
			message_id as "messageId"
		from mail
		where id = ${mailId}
		for update
	`;
	return mail;
}

/**
 * Why this mail must not be sent, or null. A mail tells of one version (R6); when the booking has
 * another and a later mail tells of that, or it is not even the same kind of news, it is dropped.
 * Where no later mail will tell the customer anything (details were edited while this one was being
 * retried), it goes out and tells of the booking as it is now.
 */
async function staleness(
	tx: Transaction,
	mail: QueuedMail,
	booking: Booking
): Promise<string | null> {
	if (booking.version === mail.version) return null;
	const [later] = await tx`
		select 1
		from mail
		where booking_id = ${mail.bookingId}
			and id > ${mail.id}
		limit 1
	`;
	const sameNews = booking.status === (mail.kind === 'cancelled' ? 'cancelled' : 'confirmed');
	if (!later && sameNews) return null;
	return `Booking changed since: version ${booking.version}, mail told of version ${mail.version}`;
}

async function write(
	tx: Transaction,
	mail: QueuedMail,
	booking: Booking,
	{ domain, from, origin }: Sender
): Promise<Outgoing | null> {
	const business = await requireBusiness(tx);
	const told = await readTold(tx, booking.id);
	const standing = await readStanding(tx, booking);
	const secret = await issueLink(tx, booking.id);
	const about = { booking, business, told, standing, origin, secret };
	const rendered = renderMail(defaultTemplates[mail.kind], about);

	const id = `${mail.id}.${booking.id}.v${booking.version}@${domain}`;
	const messageId = domain && (mail.messageId ?? id);
	const stored = domain ? withoutSecret(rendered, secret) : rendered;
	await tx`
		update mail
		set state = 'sending',
			attempts = attempts + 1,
			attempted_at = reslot_clock(),
			booking_version = ${booking.version},
			subject = ${stored.subject},
			html = ${stored.html},
			body = ${stored.text},
			message_id = coalesce(${messageId}, message_id)
		where id = ${mail.id}
	`;
	if (!messageId) {
		await settle(tx, mail.id, 'kept');
		return null;
	}
	const to = mailbox(mail.toName, mail.toEmail);
	const own = splitSender(from);
	const shownFrom = mailbox(own.name || business.name, own.email);
	if (!to || !shownFrom) {
		const wrong = to ? 'MAIL_FROM' : mail.toEmail;
		await settle(tx, mail.id, 'failed', `${wrong} is not an address that mail can be sent with`);
		return null;
	}
	const variables = { mailId: mail.id, bookingId: booking.id, version: booking.version };
	const replyTo = business.email ? mailbox(business.name, business.email) : null;
	return { messageId, from: shownFrom, to, replyTo, variables, ...rendered };
}
