import type { Queryable } from '../database/connection.ts';

/** The time and the fieldworker that a customer was last told of. */
export type Told = {
	startsAt: number;
	endsAt: number;
	fieldworker: { id: number; name: string };
};

/**
 * What the customer knows: the booking as it was in the version of the last mail that reached them
 * (or was kept for them), which need not be the version before this one: mails between may have
 * been superseded or have bounced, and staff may have moved it without a word. Null when nothing was
 * ever told.
 */
export async function readTold(sql: Queryable, bookingId: number): Promise<Told | null> {
	const [told] = await sql<Told[]>`
		select
			change.new_starts_at as "startsAt",
			change.new_ends_at as "endsAt",
			json_build_object('id', fieldworker.id, 'name', fieldworker.name) as fieldworker
		from mail
		join booking_change change
			on change.booking_id = mail.booking_id
			and change.version = mail.booking_version
		join fieldworker on fieldworker.id = change.new_fieldworker_id
		where mail.booking_id = ${bookingId}
			and mail.staff_id is null
			and mail.state in ('sent', 'kept')
			and mail.delivery is distinct from 'failed'
		order by mail.booking_version desc, mail.id desc
		limit 1
	`;
	return told ?? null;
}
