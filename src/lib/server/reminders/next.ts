import type { Queryable } from '../database/connection.ts';

/** When a booking's customer is reminded next, in epoch milliseconds; null where no reminder is to come. */
export async function nextReminder(sql: Queryable, bookingId: number): Promise<number | null> {
	const [next] = await sql<{ dueAt: number }[]>`
		select due_at as "dueAt"
		from reminder
		where booking_id = ${bookingId}
			and due_at > reslot_clock()
		order by due_at
		limit 1
	`;
	return next?.dueAt ?? null;
}
