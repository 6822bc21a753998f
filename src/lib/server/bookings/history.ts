import type { Queryable } from '../database/connection.ts';
import type { Change, Details } from './record.ts';

/** One row of a booking's history. Instants in epoch milliseconds; old values are null when booked. */
export type BookingChange = {
	version: number;
	at: number;
	action: Change['action'];
	actor: 'customer' | 'staff' | 'system';
	channel: 'email_link' | 'portal' | 'public' | 'staff' | 'system';
	staffName: string | null;
	reason: string;
	oldStartsAt: number | null;
	oldEndsAt: number | null;
	newStartsAt: number;
	newEndsAt: number;
	oldFieldworkerName: string | null;
	newFieldworkerName: string;
	oldDetails: Details | null;
	newDetails: Details | null;
};

/** What happened to a booking, the newest first. */
export async function readHistory(sql: Queryable, bookingId: number): Promise<BookingChange[]> {
	return sql<BookingChange[]>`
		select
			c.version,
			c.at,
			c.action,
			c.actor,
			c.channel,
			s.name as "staffName",
			c.reason,
			c.old_starts_at as "oldStartsAt",
			c.old_ends_at as "oldEndsAt",
			c.new_starts_at as "newStartsAt",
			c.new_ends_at as "newEndsAt",
			old_one.name as "oldFieldworkerName",
			new_one.name as "newFieldworkerName",
			c.old_details as "oldDetails",
			c.new_details as "newDetails"
		from booking_change c
		left join staff s on s.id = c.staff_id
		left join fieldworker old_one on old_one.id = c.old_fieldworker_id
		join fieldworker new_one on new_one.id = c.new_fieldworker_id
		where c.booking_id = ${bookingId}
		order by c.version desc
	`;
}
