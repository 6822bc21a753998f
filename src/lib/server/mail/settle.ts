import type { Queryable } from '../database/connection.ts';

/** How an end is told of by the timeline. */
const ENDS = {
	sent: 'accepted',
	kept: 'kept',
	superseded: 'superseded',
	failed: 'failed'
} as const;

/** Ends a mail's journey; what ended it stands in `problem`, where something did. */
export async function settle(
	sql: Queryable,
	mailId: number,
	state: keyof typeof ENDS,
	problem: string | null = null
): Promise<void> {
	await sql`
		with settled as (
			update mail
			set state = ${state},
				problem = ${problem},
				settled_at = reslot_clock(),
				delivery = case when ${state} = 'sent' then coalesce(delivery, 'accepted') else delivery end,
				delivery_at = case when ${state} = 'sent' then reslot_clock() else delivery_at end
			where id = ${mailId}
				and state in ('queued', 'sending')
			returning id
		)
		insert into mail_event (mail_id, kind, detail)
		select id, ${ENDS[state]}, ${problem ?? ''}
		from settled
	`;
}
