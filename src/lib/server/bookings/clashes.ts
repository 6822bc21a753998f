import type { Queryable } from '../database/connection.ts';

/** Something that shares a booking's time: another booking, or a blocked event. */
export type Clash =
	| { kind: 'booking'; bookingId: number; customerName: string; startsAt: number; endsAt: number }
	| { kind: 'blocked event'; title: string; startsAt: number; endsAt: number };

/** What a booking shares its time with, for staff to resolve (R10). Empty for nearly every one. */
export async function findClashes(sql: Queryable, bookingId: number): Promise<Clash[]> {
	return sql<Clash[]>`
		select
			case when o.booking_id is null then 'blocked event' else 'booking' end as kind,
			o.booking_id as "bookingId",
			c.name as "customerName",
			e.title,
			coalesce(b.starts_at, e.starts_at) as "startsAt",
			coalesce(b.ends_at, e.ends_at) as "endsAt"
		from occupancy mine
		join occupancy o
			on o.fieldworker_id = mine.fieldworker_id
			and o.during && mine.during
			and o.id <> mine.id
			and o.hold_id is null
		left join booking b on b.id = o.booking_id
		left join customer c on c.id = b.customer_id
		left join blocked_event e on e.id = o.blocked_event_id
		where mine.booking_id = ${bookingId}
			and mine.shared
		order by o.starts_at, o.id
	`;
}

/** A time that a booking shares with another one, or with a blocked event (R10). Instants. */
export type SharedTime = {
	/** The rows of occupancy that overlap, one pair or several: what `keepClash` is told. */
	pairs: { oneId: number; otherId: number }[];
	fieldworker: { id: number; name: string; color: string };
	/** From when until when both are there, buffers included. */
	from: number;
	until: number;
	bookings: SharingBooking[];
	blocked: { title: string; startsAt: number; endsAt: number; everybody: boolean } | null;
};

/** One of those that share a time. */
export type SharingBooking = {
	id: number;
	version: number;
	startsAt: number;
	endsAt: number;
	customerName: string;
	serviceName: string;
};

type Row = Omit<SharedTime, 'pairs' | 'bookings' | 'blocked'> & {
	oneIds: number[];
	otherIds: number[];
	bookingId: number;
	otherBookingId: number | null;
	title: string | null;
	startsAt: number;
	endsAt: number;
	everybody: boolean;
};

/** The clashes that are not over and that nobody has said to keep, by time: the first `limit`. */
export async function listClashes(sql: Queryable, limit: number): Promise<SharedTime[]> {
	const rows = await sql<Row[]>`
		select
			k.one_ids as "oneIds",
			k.other_ids as "otherIds",
			k."from",
			k.until,
			k.booking_id as "bookingId",
			k.other_booking_id as "otherBookingId",
			json_build_object('id', f.id, 'name', f.name, 'color', f.color) as fieldworker,
			e.title,
			e.starts_at as "startsAt",
			e.ends_at as "endsAt",
			e.fieldworker_id is null as everybody
		from (${unresolved(sql)}) k
		join fieldworker f on f.id = k.fieldworker_id
		left join blocked_event e on e.id = k.blocked_event_id
		order by k."from", k.booking_id, k.other_booking_id, k.blocked_event_id
		limit ${limit}
	`;
	const bookings = await readSharing(
		sql,
		rows.flatMap((row) => [row.bookingId, row.otherBookingId ?? []].flat())
	);
	return rows.map(({ oneIds, otherIds, bookingId, otherBookingId, ...row }) => ({
		pairs: oneIds.map((oneId, index) => ({ oneId, otherId: otherIds[index]! })),
		fieldworker: row.fieldworker,
		from: row.from,
		until: row.until,
		bookings: [bookingId, otherBookingId]
			.map((id) => bookings.get(id ?? 0))
			.filter((booking) => booking !== undefined),
		blocked:
			row.title === null
				? null
				: {
						title: row.title,
						startsAt: row.startsAt,
						endsAt: row.endsAt,
						everybody: row.everybody
					}
	}));
}

/** How many clashes there are to resolve. */
export async function countClashes(sql: Queryable): Promise<number> {
	const [row] = await sql<{ clashes: number }[]>`
		select count(*) as clashes
		from (${unresolved(sql)}) k
	`;
	return row?.clashes ?? 0;
}

/**
 * One line for two owners that overlap: a long blocked event has a row a day. It starts from the
 * bookings that are marked as shared, which are few, so that history and blocked years cost nothing.
 */
const unresolved = (sql: Queryable) => sql`
	select
		mine.fieldworker_id,
		mine.booking_id,
		o.booking_id as other_booking_id,
		o.blocked_event_id,
		min(greatest(mine.starts_at, o.starts_at)) as "from",
		max(least(mine.ends_at, o.ends_at)) as until,
		array_agg(least(mine.id, o.id) order by o.id) as one_ids,
		array_agg(greatest(mine.id, o.id) order by o.id) as other_ids
	from occupancy mine
	join occupancy o
		on o.fieldworker_id = mine.fieldworker_id
		and o.during && mine.during
		and (o.blocked_event_id is not null or o.booking_id > mine.booking_id)
	where mine.shared
		and mine.booking_id is not null
		and mine.starts_at > (select reslot_clock()) - interval '24 hours'
		and least(mine.ends_at, o.ends_at) > (select reslot_clock())
		and not exists (
			select
			from kept_clash kept
			where kept.one_id = least(mine.id, o.id)
				and kept.other_id = greatest(mine.id, o.id)
		)
	group by mine.fieldworker_id, mine.booking_id, o.booking_id, o.blocked_event_id
`;

async function readSharing(sql: Queryable, ids: number[]): Promise<Map<number, SharingBooking>> {
	const bookings = await sql<SharingBooking[]>`
		select
			b.id,
			b.version,
			b.starts_at as "startsAt",
			b.ends_at as "endsAt",
			c.name as "customerName",
			s.name as "serviceName"
		from booking b
		join customer c on c.id = b.customer_id
		join service s on s.id = b.service_id
		where b.id = any(${ids}::bigint[])
	`;
	return new Map(bookings.map((booking) => [booking.id, booking]));
}
