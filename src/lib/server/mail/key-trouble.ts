import type { Queryable } from '../database/connection.ts';

/** Of so many of the newest mails that left is looked whether one did after that. */
const NEWEST = 20;

/**
 * What Mailgun answered (401 or 403) when it did not take our key or our domain, while mail waits because
 * of that and none has left since; null where all is well.
 */
export async function readKeyTrouble(sql: Queryable): Promise<401 | 403 | null> {
	const [refused] = await sql<{ status: 401 | 403 }[]>`
		with newest as (
			select attempted_at
			from mail
			where state = 'sent'
			order by created_at desc, id desc
			limit ${NEWEST}
		)
		select substring(problem from '^Mailgun answered (40[13])')::integer as status
		from mail
		where state in ('queued', 'sending')
			and problem ~ '^Mailgun answered 40[13]'
			and attempted_at > coalesce((select max(attempted_at) from newest), '-infinity')
		order by attempted_at desc
		limit 1
	`;
	return refused?.status ?? null;
}
