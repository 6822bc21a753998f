import { connect, type Sql } from '../../src/lib/server/database/connection.ts';

/** A reminder, or the job of one: of which booking, so many minutes before its start, and when. */
export type Reminder = { bookingId: number; minutesBefore: number; dueAt: number };

/** The reminders that are to come, in order. */
export async function plannedReminders(sql: Sql): Promise<Reminder[]> {
	return sql<Reminder[]>`
		select booking_id as "bookingId", minutes_before as "minutesBefore", due_at as "dueAt"
		from reminder
		order by booking_id, due_at
	`;
}

/** The jobs that wait for their time to remind somebody, in the same order and by their keys. */
export async function reminderJobs(sql: Sql): Promise<Reminder[]> {
	return sql<Reminder[]>`
		select
			split_part(key, ':', 2)::bigint as "bookingId",
			split_part(key, ':', 3)::integer as "minutesBefore",
			run_at as "dueAt"
		from graphile_worker.jobs
		where task_identifier = 'remind'
		order by 1, 3
	`;
}

/** Connections whose clock shows this instant, and goes on from there. End them after use. */
export function clockAt(url: string, instant: number): Sql {
	const offset = `${instant - Date.now()} milliseconds`;
	return connect(url, { max: 4, connection: { 'reslot.clock_offset': offset } });
}
