import type { HoursException, WeeklySpan } from '../../scheduling/working-hours.ts';
import type { LocalDate } from '../../scheduling/zoned-time.ts';
import type { Queryable } from '../database/connection.ts';

/** A dated exception with what staff noted of it; without spans the date is closed. */
export type NotedException = HoursException & { note: string };

/** The weekly hours of a fieldworker, or of the business when `fieldworkerId` is null, in order. */
export async function readWeeklyHours(
	sql: Queryable,
	fieldworkerId: number | null
): Promise<WeeklySpan[]> {
	return sql<WeeklySpan[]>`
		select
			weekday,
			opens_minute as "opensMinute",
			closes_minute as "closesMinute"
		from working_hours
		where ${whose(sql, fieldworkerId)}
		order by weekday, opens_minute
	`;
}

/** The exceptions from a date on, by date, of a fieldworker or, with null, of the business. */
export async function readExceptions(
	sql: Queryable,
	fieldworkerId: number | null,
	from: LocalDate
): Promise<NotedException[]> {
	return sql<NotedException[]>`
		select
			on_date as date,
			max(note) as note,
			coalesce(
				json_agg(
					json_build_object('opensMinute', opens_minute, 'closesMinute', closes_minute)
					order by opens_minute
				) filter (where opens_minute is not null),
				'[]'
			) as spans
		from hours_exception
		where ${whose(sql, fieldworkerId)}
			and on_date >= ${from}
		group by on_date
		order by on_date
	`;
}

const whose = (sql: Queryable, fieldworkerId: number | null) =>
	fieldworkerId === null ? sql`fieldworker_id is null` : sql`fieldworker_id = ${fieldworkerId}`;
