import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { readBusiness } from '../settings/business.ts';
import { mailbox, splitSender } from './address.ts';
import { writeToStaff } from './about-account.ts';
import { writeToCustomer } from './about-booking.ts';
import { writeNotice } from './about-notice.ts';
import type { RenderedMail } from './fill.ts';
import { writeProof } from './about-proof.ts';
import type { BookingMailKind, NoticeKind, ProofMailKind, StaffMailKind } from './kinds.ts';
import type { Calendar, Outgoing } from './mailgun.ts';
import { isPaused } from './paused.ts';
import { withoutSecrets, type Secret } from './redact.ts';
import { settle } from './settle.ts';
import { noteMail } from './timeline.ts';

/** Where a mail is on its way; the last four are ends. A paused one waits until mail is resumed. */
export type MailState = 'queued' | 'sending' | 'paused' | 'sent' | 'kept' | 'superseded' | 'failed';

type OfBooking = { bookingId: number; version: number; proofId: null };
type AboutBooking = OfBooking & { staffId: null; kind: BookingMailKind };
type Notice = OfBooking & { staffId: number; kind: NoticeKind };
type OfNoBooking = { bookingId: null; version: null };
type ToStaff = OfNoBooking & { staffId: number; proofId: null };
type AboutAccount = ToStaff & { kind: StaffMailKind };
type Test = ToStaff & { kind: 'test' };
type AboutProof = OfNoBooking & { staffId: null; proofId: number; kind: ProofMailKind };
/** A mail that is on its way: about a booking, to somebody of the staff, or to prove an address. */
export type QueuedMail = {
	id: number;
	toEmail: string;
	toName: string;
	state: MailState;
	messageId: string | null;
	createdAt: number;
} & (AboutBooking | Notice | AboutAccount | Test | AboutProof);

/** A mail's words, or why it must not be sent any more. */
export type Written =
	| {
			rendered: RenderedMail;
			/** What must not be in the log once it was sent. */
			secrets: readonly Secret[];
			/** The version of the booking that it tells of. */
			version: number | null;
			/** Whom it is for by now, where that is not who it was queued for. */
			to?: { name: string; email: string };
			/** What its Message-ID says of it. */
			mark: string;
			calendar?: Calendar | null;
			/** What the Email log shall say of how it was written. */
			note?: string | null;
	  }
	| { superseded: string };

/** Where the mail goes: to Mailgun's domain, or with null nowhere, and it is kept to be read. */
export type Sender = { domain: string | null; from: string; origin: string };

/**
 * Looks at what the mail is about and makes it ready, in one transaction. The answer is what to hand
 * over, or null when there is nothing (more) to do: it was settled before, mail is paused, it is
 * superseded, it cannot be addressed, or it is kept.
 */
export async function prepare(sql: Sql, mailId: number, sender: Sender): Promise<Outgoing | null> {
	return transaction<Outgoing | null>(sql, async (tx) => {
		// Before any row is locked: whoever resumes mail takes its locks in this order too.
		const paused = await isPaused(tx, mailId);
		const mail = await lockMail(tx, mailId);
		if (!mail || (mail.state !== 'queued' && mail.state !== 'sending')) return null;
		if (paused) {
			await wait(tx, mail.id);
			return null;
		}
		const written = await write(tx, mail, sender);
		if (!('superseded' in written)) return store(tx, mail, written, sender);
		await settle(tx, mail.id, 'superseded', written.superseded);
		return null;
	});
}

function write(tx: Transaction, mail: QueuedMail, sender: Sender): Promise<Written> {
	if (mail.proofId !== null) return writeProof(tx, mail, sender.origin);
	if (mail.staffId === null) return writeToCustomer(tx, mail, sender);
	if (mail.bookingId !== null) return writeNotice(tx, mail, sender.origin);
	if (mail.kind === 'test') return writeTest(tx, mail.id);
	return writeToStaff(tx, mail, sender.origin);
}

/** A test was written when it was asked for. */
async function writeTest(tx: Transaction, mailId: number): Promise<Written> {
	const [rendered] = await tx<RenderedMail[]>`
		select subject, html, body as text
		from mail
		where id = ${mailId}
			and html is not null
	`;
	if (!rendered) throw new Error(`The test mail ${mailId} was queued without its words`);
	return { rendered, secrets: [], version: null, mark: 'test' };
}

async function wait(tx: Transaction, mailId: number): Promise<void> {
	await tx`
		update mail
		set state = 'paused'
		where id = ${mailId}
	`;
	await noteMail(tx, mailId, 'paused');
}

async function lockMail(tx: Transaction, mailId: number): Promise<QueuedMail | undefined> {
	const [mail] = await tx<QueuedMail[]>`
		select
			id,
			booking_id as "bookingId",
			booking_version as version,
			staff_id as "staffId",
			proof_id as "proofId",
			kind,
			to_email as "toEmail",
			to_name as "toName",
			state,
			message_id as "messageId",
			created_at as "createdAt"
		from mail
		where id = ${mailId}
		for update
	`;
	return mail;
}

const nameOf = ({ toName, toEmail }: QueuedMail) => ({ name: toName, email: toEmail });

type Words = Exclude<Written, { superseded: string }>;

async function store(
	tx: Transaction,
	mail: QueuedMail,
	{ rendered, to = nameOf(mail), secrets, version, mark, calendar, note }: Words,
	{ domain, from }: Sender
): Promise<Outgoing | null> {
	const messageId = domain && (mail.messageId ?? `${mail.id}.${mark}@${domain}`);
	const stored = domain ? withoutSecrets(rendered, secrets) : rendered;
	await tx`
		update mail
		set state = 'sending',
			attempts = attempts + 1,
			attempted_at = reslot_clock(),
			booking_version = ${version},
			to_email = ${to.email},
			to_name = ${to.name},
			subject = ${stored.subject},
			html = ${stored.html},
			body = ${stored.text},
			calendar = ${calendar?.content ?? null},
			message_id = coalesce(${messageId}, message_id)
		where id = ${mail.id}
	`;
	await noteMail(tx, mail.id, 'attempted', note ?? '');
	if (!messageId) {
		await settle(tx, mail.id, 'kept');
		return null;
	}
	const business = await readBusiness(tx);
	const reader = mailbox(to.name, to.email);
	const own = splitSender(from);
	const shownFrom = mailbox(own.name || (business?.name ?? 'Reslot'), own.email);
	if (!reader || !shownFrom) {
		const wrong = reader ? 'MAIL_FROM' : to.email;
		await settle(tx, mail.id, 'failed', `${wrong} is not an address that mail can be sent with`);
		return null;
	}
	const about =
		mail.bookingId === null ? {} : { bookingId: mail.bookingId, version: version ?? mail.version };
	const replyTo = business?.email ? mailbox(business.name, business.email) : null;
	const variables = { mailId: mail.id, ...about };
	return {
		messageId,
		from: shownFrom,
		to: reader,
		replyTo,
		variables,
		calendar: calendar ?? null,
		...rendered
	};
}
