import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { readBusiness } from '../settings/business.ts';
import { mailbox, splitSender } from './address.ts';
import { writeToCustomer } from './about-booking.ts';
import { writeToStaff } from './about-account.ts';
import type { RenderedMail } from './fill.ts';
import type { Outgoing } from './mailgun.ts';
import type { BookingMailKind, StaffMailKind } from './queue.ts';
import { withoutSecret } from './redact.ts';

/** Where a mail is on its way; the last four are ends. */
export type MailState = 'queued' | 'sending' | 'sent' | 'kept' | 'superseded' | 'failed';

type AboutBooking = { bookingId: number; version: number; staffId: null; kind: BookingMailKind };
type AboutAccount = { bookingId: null; version: null; staffId: number; kind: StaffMailKind };
/** A mail that is on its way; it is about a booking, or to somebody of the staff. */
export type QueuedMail = {
	id: number;
	toEmail: string;
	toName: string;
	state: MailState;
	messageId: string | null;
} & (AboutBooking | AboutAccount);

/** A mail's words, or why it must not be sent any more. */
export type Written =
	| {
			rendered: RenderedMail;
			/** The secret in it, and what stands in its place in the log once it was sent. */
			secret: string;
			placeholder?: string;
			/** The version of the booking that it tells of. */
			version: number | null;
			/** What its Message-ID says of it. */
			mark: string;
	  }
	| { superseded: string };

/** Where the mail goes: to Mailgun's domain, or with null nowhere, and it is kept to be read. */
export type Sender = { domain: string | null; from: string; origin: string };

/**
 * Looks at what the mail is about and makes it ready, in one transaction. The answer is what to hand
 * over, or null when there is nothing (more) to do: it was settled before, it is superseded, it
 * cannot be addressed, or it is kept.
 */
export async function prepare(sql: Sql, mailId: number, sender: Sender): Promise<Outgoing | null> {
	return transaction<Outgoing | null>(sql, async (tx) => {
		const mail = await lockMail(tx, mailId);
		if (!mail || (mail.state !== 'queued' && mail.state !== 'sending')) return null;
		const written =
			mail.staffId === null
				? await writeToCustomer(tx, mail, sender.origin)
				: await writeToStaff(tx, mail, sender.origin);
		if (!('superseded' in written)) return store(tx, mail, written, sender);
		await settle(tx, mail.id, 'superseded', written.superseded);
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
			staff_id as "staffId",
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

async function store(
	tx: Transaction,
	mail: QueuedMail,
	{ rendered, secret, placeholder, version, mark }: Exclude<Written, { superseded: string }>,
	{ domain, from }: Sender
): Promise<Outgoing | null> {
	const messageId = domain && (mail.messageId ?? `${mail.id}.${mark}@${domain}`);
	const stored = domain ? withoutSecret(rendered, secret, placeholder) : rendered;
	await tx`
		update mail
		set state = 'sending',
			attempts = attempts + 1,
			attempted_at = reslot_clock(),
			booking_version = ${version},
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
	const business = await readBusiness(tx);
	const to = mailbox(mail.toName, mail.toEmail);
	const own = splitSender(from);
	const shownFrom = mailbox(own.name || (business?.name ?? 'Reslot'), own.email);
	if (!to || !shownFrom) {
		const wrong = to ? 'MAIL_FROM' : mail.toEmail;
		await settle(tx, mail.id, 'failed', `${wrong} is not an address that mail can be sent with`);
		return null;
	}
	const about =
		mail.bookingId === null ? {} : { bookingId: mail.bookingId, version: version ?? mail.version };
	const replyTo = business?.email ? mailbox(business.name, business.email) : null;
	const variables = { mailId: mail.id, ...about };
	return { messageId, from: shownFrom, to, replyTo, variables, ...rendered };
}
