import type { Hours } from '../scheduling/offer.ts';
import type { LocalDate } from '../scheduling/zoned-time.ts';
import type {
	DaySpan,
	HoursException,
	WeeklySpan,
	WorkingHours
} from '../scheduling/working-hours.ts';
import type { Queryable, Transaction } from './database/connection.ts';

type WeeklyRow = WeeklySpan & { fieldworkerId: number | null };
type ExceptionRow = {
	fieldworkerId: number | null;
	date: LocalDate;
	opensMinute: number | null;
	closesMinute: number | null;
};

/** Reads the hours of the business and of these fieldworkers, exceptions of those dates included. */
export async function readHours(
	sql: Queryable,
	range: { fieldworkerIds: readonly number[]; from: LocalDate; until: LocalDate }
): Promise<Hours> {
	const ids = range.fieldworkerIds as number[];
	const [weekly, exceptions] = await Promise.all([
		sql<WeeklyRow[]>`
			select
				fieldworker_id as "fieldworkerId",
				weekday,
				opens_minute as "opensMinute",
				closes_minute as "closesMinute"
			from working_hours
			where fieldworker_id is null
				or fieldworker_id = any(${ids}::integer[])
			order by weekday, opens_minute
		`,
		sql<ExceptionRow[]>`
			select
				fieldworker_id as "fieldworkerId",
				on_date as date,
				opens_minute as "opensMinute",
				closes_minute as "closesMinute"
			from hours_exception
			where on_date >= ${range.from}
				and on_date < ${range.until}
				and (fieldworker_id is null or fieldworker_id = any(${ids}::integer[]))
			order by on_date, opens_minute
		`
	]);
	const ofWeek = Map.groupBy(weekly, (row) => row.fieldworkerId);
	const ofDates = Map.groupBy(exceptions, (row) => row.fieldworkerId);
	const read = (id: number | null): WorkingHours => ({
		weekly: ofWeek.get(id) ?? [],
		exceptions: byDate(ofDates.get(id) ?? [])
	});
	const known = new Map(ids.map((id) => [id, read(id)]));
	return { business: read(null), of: (id) => known.get(id) ?? read(id) };
}

function byDate(rows: readonly ExceptionRow[]): WorkingHours['exceptions'] {
	const spansOf = new Map<LocalDate, DaySpan[]>();
	for (const { date, opensMinute, closesMinute } of rows) {
		const spans = spansOf.get(date) ?? [];
		spansOf.set(date, spans);
		if (opensMinute !== null && closesMinute !== null) spans.push({ opensMinute, closesMinute });
	}
	return [...spansOf].map(([date, spans]) => ({ date, spans }));
}

/** Replaces the weekly hours of a fieldworker, or of the business when `fieldworkerId` is null. */
export async function saveWeeklyHours(
	tx: Transaction,
	fieldworkerId: number | null,
	weekly: readonly WeeklySpan[]
): Promise<void> {
	await tx`
		delete from working_hours
		where fieldworker_id is not distinct from ${fieldworkerId}::integer
	`;
	const spans = weekly.map(({ weekday, opensMinute, closesMinute }) => ({
		fieldworker_id: fieldworkerId,
		weekday,
		opens_minute: opensMinute,
		closes_minute: closesMinute
	}));
	if (spans.length > 0) await tx`insert into working_hours ${tx(spans)}`;
}

/** Gives one date hours of its own; without spans that date is closed. */
export async function saveHoursException(
	tx: Transaction,
	fieldworkerId: number | null,
	exception: HoursException & { note: string }
): Promise<void> {
	await removeExceptions(tx, fieldworkerId, [exception.date]);
	await saveExceptions(tx, fieldworkerId, [exception]);
}

/** Gives dates their weekly hours back. */
export async function removeExceptions(
	tx: Transaction,
	fieldworkerId: number | null,
	dates: readonly LocalDate[]
): Promise<void> {
	await tx`
		delete from hours_exception
		where fieldworker_id is not distinct from ${fieldworkerId}::integer
			and on_date = any(${dates as LocalDate[]}::date[])
	`;
}

/** Gives dates that have none exceptions. */
export async function saveExceptions(
	tx: Transaction,
	fieldworkerId: number | null,
	exceptions: readonly (HoursException & { note: string })[]
): Promise<void> {
	const rows = exceptions.flatMap(({ date, spans, note }) =>
		(spans.length > 0 ? spans : [CLOSED]).map(({ opensMinute, closesMinute }) => ({
			fieldworker_id: fieldworkerId,
			on_date: date,
			opens_minute: opensMinute,
			closes_minute: closesMinute,
			note
		}))
	);
	if (rows.length > 0) await tx`insert into hours_exception ${tx(rows)}`;
}

/** How a closed date is stored: one row without hours. */
const CLOSED = { opensMinute: null, closesMinute: null };
