import type { Sql } from '../database/connection.ts';
import { whileSending } from './lock.ts';
import { EVENTS_LAG, type HandOver, type Transport } from './mailgun.ts';
import { prepare } from './outbox.ts';
import { settle } from './settle.ts';

/** Thrown so that the queue tries again later; the message is for the log and names nobody. */
class MailNotSent extends Error {
	override name = 'MailNotSent';
}

/** What sending needs. Without a transport, which means without a Mailgun key, mail is kept. */
export type Delivery = {
	sql: Sql;
	transport: Transport | null;
	/** MAIL_FROM and ORIGIN. */
	from: string;
	origin: string;
};

/**
 * Sends one mail of the log, once, or says in the log why not (R6). Safe to call again at any time,
 * by anyone, also after a crash at any line.
 *
 * The hard case is an attempt whose outcome nobody knows: the process died after the hand-over, or
 * Mailgun took the mail and its answer was lost. The row is then still `sending`, and before
 * anything else Mailgun's events are asked for the mail's own Message-ID, which never changes. They
 * are filed late: that the mail is not among them counts only EVENTS_LAG after the lost attempt.
 * What stays uncertain: events that are later still, or that our key may not read. The mail is then
 * handed over again, with the same Message-ID, by which many mail programs, not all, show one copy.
 * Sending twice was chosen over not at all.
 *
 * @throws when it shall be tried again; after the last attempt `giveUpMail` ends it as `failed`
 */
export async function deliver(
	{ sql, transport, from, origin }: Delivery,
	mailId: number
): Promise<void> {
	const [mail] = await sql<{ subject: string }[]>`
		select coalesce('staff ' || staff_id, 'booking ' || booking_id, 'proof ' || proof_id) as subject
		from mail
		where id = ${mailId}
	`;
	if (!mail) return;
	await whileSending(sql, mail.subject, async () => {
		if (transport && (await arrivedBefore(sql, transport, mailId))) return;
		const sender = { domain: transport?.domain ?? null, from, origin };
		const outgoing = await prepare(sql, mailId, sender);
		if (transport && outgoing) {
			await record(sql, mailId, await transport.send(outgoing));
		}
	});
}

/**
 * Whether an earlier attempt with an unknown outcome did arrive; the mail is then settled.
 * @throws MailNotSent while nobody can tell
 */
async function arrivedBefore(sql: Sql, transport: Transport, mailId: number): Promise<boolean> {
	const [mail] = await sql<{ messageId: string; createdAt: number; tooEarly: boolean }[]>`
		select
			message_id as "messageId",
			created_at as "createdAt",
			attempted_at > reslot_clock() - ${EVENTS_LAG} * interval '1 millisecond' as "tooEarly"
		from mail
		where id = ${mailId}
			and state = 'sending'
			and message_id is not null
	`;
	if (!mail) return false;
	const accepted = await transport.wasAccepted(mail.messageId, mail.createdAt);
	if (accepted === 'cannot_tell')
		throw new MailNotSent(`mail ${mailId}: cannot tell if it was sent`);
	if (accepted) await settle(sql, mailId, 'sent');
	else if (mail.tooEarly) throw new MailNotSent(`mail ${mailId}: too early to tell if it was sent`);
	return accepted;
}

async function record(sql: Sql, mailId: number, handOver: HandOver): Promise<void> {
	if (handOver.outcome === 'accepted') {
		await sql`
			update mail
			set message_id = ${handOver.messageId}
			where id = ${mailId}
				and state = 'sending'
		`;
		return settle(sql, mailId, 'sent');
	}
	const { outcome, problem } = handOver;
	if (outcome === 'refused') return settle(sql, mailId, 'failed', problem);
	await sql`
		with left_waiting as (
			update mail
			set problem = ${problem},
				state = ${outcome === 'not_now' ? 'queued' : 'sending'}
			where id = ${mailId}
				and state = 'sending'
			returning id
		)
		insert into mail_event (mail_id, kind, detail)
		select id, 'not_sent', ${problem}
		from left_waiting
	`;
	throw new MailNotSent(`mail ${mailId} was not sent; the Email log has the reason`);
}
