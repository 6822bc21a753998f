import type { Sql } from '../../src/lib/server/database/connection.ts';

/** Mails without an end, and jobs: that of a mail which is settled may be a dead worker's for a while. */
export async function mailsOnTheirWay(sql: Sql) {
	return sql<{ state: string; count: number; attempts: number }[]>`
		select state, count(*), max(attempts) as attempts
		from mail
		where state not in ('sent', 'superseded')
		group by state
		union all
		select 'job', count(*), max(attempts)
		from graphile_worker.jobs
		where key like 'mail:%'
		having count(*) > 0
	`;
}

/** Mails whose timeline does not tell how they came to their end: none, whatever went wrong. */
export async function unexplainedMails(sql: Sql) {
	return sql`
		select mail.id, mail.state, mail.attempts, timeline.*
		from mail
		cross join lateral (
			select
				count(*) filter (where kind = 'attempted') as attempted,
				count(*) filter (where kind = 'accepted') as accepted,
				count(*) filter (where kind = 'superseded' and detail <> '') as superseded,
				array_agg(kind order by at, id) as kinds
			from mail_event
			where mail_id = mail.id
		) timeline
		where mail.settled_at is null
			or attempted <> mail.attempts
			or accepted <> (case when mail.state = 'sent' then 1 else 0 end)
			or superseded <> (case when mail.state = 'superseded' then 1 else 0 end)
	`;
}
