import type { Queryable } from '../database/connection.ts';

/** What can happen to a mail: the first seven are ours, the others Mailgun tells. */
export type MailEventKind =
	| 'attempted'
	| 'not_sent'
	| 'paused'
	| 'resumed'
	| 'kept'
	| 'superseded'
	| 'given_up'
	| 'accepted'
	| 'delivered'
	| 'opened'
	| 'clicked'
	| 'delayed'
	| 'failed'
	| 'complained'
	| 'unsubscribed';

/** Adds to what the Email log tells of a mail; `detail` says why, where there is a reason. */
export async function noteMail(
	sql: Queryable,
	mailId: number,
	kind: MailEventKind,
	detail = ''
): Promise<void> {
	await sql`
		insert into mail_event (mail_id, kind, detail)
		values (${mailId}, ${kind}, ${detail})
	`;
}
