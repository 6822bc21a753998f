import { openings } from '../../scheduling/working-hours.ts';
import { addDays, localDate } from '../../scheduling/zoned-time.ts';
import type { Queryable } from '../database/connection.ts';
import { requireBusiness } from '../settings/business.ts';
import { readHours } from '../working-hours.ts';

/** Somebody who could take a booking at its time; `outsideHours` when they do not work then. */
export type FreeFieldworker = { id: number; name: string; outsideHours: boolean };

type Row = { bookingId: number; id: number; name: string; startsAt: number; endsAt: number };

/**
 * For each of these bookings the active fieldworkers, other than its own, who do its service and
 * have nothing at its time, buffers and customers' holds included; those who work then come first.
 * A courtesy: `move` decides (R1).
 */
export async function readFreeFieldworkers(
	sql: Queryable,
	bookingIds: readonly number[]
): Promise<Map<number, FreeFieldworker[]>> {
	const rows = await sql<Row[]>`
		select
			b.id as "bookingId",
			f.id,
			f.name,
			b.starts_at as "startsAt",
			b.ends_at as "endsAt"
		from booking b
		join fieldworker_service fs on fs.service_id = b.service_id
		join fieldworker f
			on f.id = fs.fieldworker_id
			and f.active
			and f.id <> b.fieldworker_id
		where b.id = any(${bookingIds as number[]}::bigint[])
			and b.status = 'confirmed'
			and not exists (
				select
				from occupancy o
				where o.fieldworker_id = f.id
					and o.during && tstzrange(
						b.starts_at - make_interval(mins => b.buffer_before_minutes),
						b.ends_at + make_interval(mins => b.buffer_after_minutes)
					)
					and (o.held_until is null or o.held_until > (select reslot_clock()))
			)
		order by f.name, f.id
	`;
	const isOutside = await readOutside(sql, rows);
	const found = Map.groupBy(rows, ({ bookingId }) => bookingId);
	return new Map(
		[...found].map(([bookingId, free]) => [
			bookingId,
			free
				.map((row) => ({ id: row.id, name: row.name, outsideHours: isOutside(row) }))
				.toSorted((a, b) => Number(a.outsideHours) - Number(b.outsideHours))
		])
	);
}

/** Tells whether a booking's time is outside somebody's hours, or the business's. */
async function readOutside(sql: Queryable, rows: readonly Row[]): Promise<(row: Row) => boolean> {
	if (rows.length === 0) return () => false;
	const { timeZone } = await requireBusiness(sql);
	const from = addDays(localDate(timeZone, Math.min(...rows.map(({ startsAt }) => startsAt))), -3);
	const until = addDays(localDate(timeZone, Math.max(...rows.map(({ endsAt }) => endsAt))), 4);
	const fieldworkerIds = [...new Set(rows.map(({ id }) => id))];
	const hours = await readHours(sql, { fieldworkerIds, from, until });
	return ({ id, startsAt, endsAt }) => {
		const first = localDate(timeZone, startsAt);
		const last = addDays(localDate(timeZone, endsAt), 1);
		const open = openings(hours.of(id), hours.business, timeZone, first, last);
		return !open.some(({ start, end }) => start <= startsAt && end >= endsAt);
	};
}
