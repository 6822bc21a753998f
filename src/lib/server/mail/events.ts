import { readClock } from '../database/clock.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { noteReached, noteTrouble, troubleOf } from './address-trouble.ts';
import { isFurther, type Happening, type MailDelivery } from './happening.ts';
import type { MailState } from './outbox.ts';
import { keepToken } from './webhook-token.ts';
import type { Report } from './webhook.ts';

/** Mailgun repeats what we did not take for eight hours, with the signature that it had at first. */
const OLDEST = 12 * 3_600_000;
/** By how much Mailgun's clock may be ahead of ours. */
const AHEAD = 5 * 60_000;

/**
 * What became of a report. `known`: it came before. `ignored`: it is about none of our mails, or of no
 * concern. `stale`: it was signed too long ago, or in the future. `replayed`: its signature came before
 * with another event.
 */
export type Taken = 'noted' | 'known' | 'ignored' | 'stale' | 'replayed';

/**
 * Takes what Mailgun tells of a mail, once, however often it tells it: into the mail's timeline, how
 * far it got, and what that says of the address; all in one transaction, so that what fails half way
 * is taken when Mailgun repeats it. The time that counts is Mailgun's, as reports come in any order.
 */
export async function takeReport(sql: Sql, report: Report): Promise<Taken> {
	return transaction<Taken>(sql, async (tx) => {
		const age = (await readClock(tx)) - report.signedAt;
		if (age > OLDEST || age < -AHEAD) return 'stale';
		const seenWith = await keepToken(tx, report);
		if (seenWith !== null) return seenWith === report.eventId ? 'known' : 'replayed';
		return report.happening ? take(tx, report.eventId, report.happening) : 'ignored';
	});
}

/** A mail that Mailgun tells of. */
type ToldMail = {
	id: number;
	bookingId: number | null;
	staffId: number | null;
	proofId: number | null;
	toEmail: string;
	state: MailState;
	delivery: MailDelivery | null;
	deliveryAt: number | null;
};

async function take(tx: Transaction, eventId: string, told: Happening): Promise<Taken> {
	const { kind } = told;
	const [mail] = await tx<ToldMail[]>`
		select
			id,
			booking_id as "bookingId",
			staff_id as "staffId",
			proof_id as "proofId",
			to_email as "toEmail",
			state,
			delivery,
			delivery_at as "deliveryAt"
		from mail
		where id = ${told.mailId}
			and message_id = ${told.messageId}
			and not exists (
				select
				from booking
				join customer on customer.id = booking.customer_id
				where booking.id = mail.booking_id
					and customer.erased_at is not null
			)
		for update
	`;
	// Of who was erased nothing is kept, whatever is told of them later.
	if (!mail) return 'ignored';
	if (!(await note(tx, mail.id, eventId, told))) return 'known';
	await settleSent(tx, mail);
	await tellStaffsPages(tx, mail);
	if (kind === 'delayed') return 'noted';
	await advance(tx, mail, { delivery: kind, at: told.at, detail: told.detail });
	// Staff's own mail that comes back is in the log; to mail staff about it could go on for ever.
	if (mail.staffId !== null || !(await isCustomers(tx, mail))) return 'noted';
	const about = { mailId: mail.id, bookingId: mail.bookingId, email: mail.toEmail, at: told.at };
	const trouble = troubleOf(told);
	if (trouble) await noteTrouble(tx, { ...about, kind: trouble, reason: told.detail });
	else if (kind !== 'accepted' && kind !== 'failed') await noteReached(tx, about);
	return 'noted';
}

/** Anybody can have a code sent to any address: of one that no customer has, nothing is kept. */
async function isCustomers(tx: Transaction, { proofId, toEmail }: ToldMail): Promise<boolean> {
	if (proofId === null) return true;
	const [customer] = await tx`
		select
		from customer
		where lower(email) = lower(${toEmail})
			and erased_at is null
	`;
	return customer !== undefined;
}

/** Puts it into the mail's timeline; answers whether it is not there yet. */
async function note(
	tx: Transaction,
	mailId: number,
	eventId: string,
	told: Happening
): Promise<boolean> {
	if (told.kind === 'accepted' && (await isOurs(tx, mailId, eventId))) return true;
	// Clocks differ a little: in the timeline nothing happens before the mail left, nor in the future.
	const added = await tx`
		insert into mail_event (mail_id, kind, detail, provider_id, at)
		select
			${mailId}::bigint,
			${told.kind},
			${told.detail},
			${eventId},
			least(
				reslot_clock(),
				greatest(
					${told.at}::timestamptz,
					(select min(at) from mail_event where mail_id = ${mailId} and kind = 'attempted')
				)
			)
		on conflict (mail_id, provider_id) do nothing
		returning 1
	`;
	return added.length > 0;
}

/** That Mailgun took the mail we noted when it did so; what it tells of that later is the same thing. */
async function isOurs(tx: Transaction, mailId: number, eventId: string): Promise<boolean> {
	const ours = await tx`
		update mail_event
		set provider_id = ${eventId}
		where mail_id = ${mailId}
			and kind = 'accepted'
			and provider_id is null
			and not exists (
				select
				from mail_event known
				where known.mail_id = ${mailId}
					and known.provider_id = ${eventId}
			)
		returning 1
	`;
	return ours.length > 0;
}

/**
 * Mailgun tells of a mail only when it has it. So one whose hand-over nobody was sure of, or that was
 * given up for that, was sent after all; its job then finds nothing left to do (R6).
 */
async function settleSent(tx: Transaction, { id, state }: ToldMail): Promise<void> {
	if (state === 'sent' || state === 'kept') return;
	await tx`
		update mail
		set state = 'sent', problem = null, settled_at = reslot_clock()
		where id = ${id}
	`;
}

async function advance(
	tx: Transaction,
	{ id, delivery, deliveryAt }: ToldMail,
	told: { delivery: MailDelivery; at: number; detail: string }
): Promise<void> {
	const known = delivery && deliveryAt !== null ? { delivery, at: deliveryAt } : null;
	if (!isFurther(told, known)) return;
	await tx`
		update mail
		set delivery = ${told.delivery},
			delivery_at = ${told.at}::timestamptz,
			problem = ${told.delivery === 'failed' ? told.detail || null : null}
		where id = ${id}
	`;
}

/** Open pages of staff show how far the mails of a booking got. */
async function tellStaffsPages(tx: Transaction, { bookingId }: ToldMail): Promise<void> {
	await tx`
		select pg_notify('booking', concat_ws(':', id, fieldworker_id))
		from booking
		where id = ${bookingId}
	`;
}
