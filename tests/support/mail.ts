import type { Sql } from '../../src/lib/server/database/connection.ts';
import { prepare } from '../../src/lib/server/mail/outbox.ts';

type LoggedMail = { kind: string; version: number; state: string };

/** Lets every waiting mail come to its end as without a Mailgun key; answers with the whole log. */
export async function keepWaitingMail(sql: Sql): Promise<LoggedMail[]> {
	const waiting = await sql<{ id: number }[]>`
		select id
		from mail
		where state = 'queued'
		order by id
	`;
	const sender = { domain: null, from: 'bookings@test.example', origin: 'http://localhost:3000' };
	for (const { id } of waiting) await prepare(sql, id, sender);
	return sql<LoggedMail[]>`
		select kind, booking_version as version, state
		from mail
		order by id
	`;
}
