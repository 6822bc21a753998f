import { strandedBetween } from '../../scheduling/stranded.ts';
import {
	openings,
	type HoursException,
	type WeeklySpan,
	type WorkingHours
} from '../../scheduling/working-hours.ts';
import { addDays, localDate, type LocalDate } from '../../scheduling/zoned-time.ts';
import type { Queryable } from '../database/connection.ts';
import { requireBusiness } from '../settings/business.ts';
import { readHours } from '../working-hours.ts';

/** A booking that a change would leave without a place. Instants. */
export type StrandedBooking = {
	id: number;
	startsAt: number;
	endsAt: number;
	customerName: string;
	serviceName: string;
	fieldworkerId: number;
	fieldworkerName: string;
};

/** Other hours of one fieldworker, or with null of the business; what is absent stays as it is. */
export type HoursChange = {
	fieldworkerId: number | null;
	weekly?: readonly WeeklySpan[];
	/** What takes the place of whatever these dates had. */
	exceptions?: readonly HoursException[];
	/** Dates that get their weekly hours back. */
	removed?: readonly LocalDate[];
};

/** Something that may strand bookings: other hours, a time that is blocked, or somebody leaving. */
export type Plan = HoursChange & {
	blocked?: { from: number; until: number };
	inactive?: boolean;
};

/**
 * The upcoming confirmed bookings that a change would strand, by time: outside the hours after it
 * and not before, inside the time that it blocks (for everybody active, where nobody is named), or
 * all of a fieldworker who goes. Call it under
 * the fieldworkers' locks where the change is made, so that what was booked meanwhile is seen.
 */
export async function strandedBookings(sql: Queryable, plan: Plan): Promise<StrandedBooking[]> {
	const upcoming = await readUpcoming(sql, plan);
	if (plan.inactive || plan.blocked || upcoming.length === 0) return upcoming;
	const stranded = await outsideAfter(sql, plan, upcoming);
	return stranded.toSorted((a, b) => a.startsAt - b.startsAt || a.id - b.id);
}

async function readUpcoming(sql: Queryable, plan: Plan): Promise<StrandedBooking[]> {
	const { fieldworkerId, blocked } = plan;
	return sql<StrandedBooking[]>`
		select
			b.id,
			b.starts_at as "startsAt",
			b.ends_at as "endsAt",
			c.name as "customerName",
			s.name as "serviceName",
			f.id as "fieldworkerId",
			f.name as "fieldworkerName"
		from booking b
		join customer c on c.id = b.customer_id
		join service s on s.id = b.service_id
		join fieldworker f on f.id = b.fieldworker_id
		where b.status = 'confirmed'
			and b.starts_at > reslot_clock()
			and ${fieldworkerId === null ? sql`true` : sql`b.fieldworker_id = ${fieldworkerId}`}
			and ${blocked ? inTheWay(sql, blocked) : sql`true`}
			and ${blocked && fieldworkerId === null ? sql`f.active` : sql`true`}
		order by b.starts_at, b.id
	`;
}

/** Buffers are in the way too. They last some hours at most, which bounds what is looked through. */
const inTheWay = (sql: Queryable, { from, until }: { from: number; until: number }) => sql`
	b.starts_at < ${until}::timestamptz + interval '4 hours'
	and b.starts_at > ${from}::timestamptz - interval '24 hours'
	and exists (
		select
		from occupancy o
		where o.booking_id = b.id
			and o.during && tstzrange(${from}::timestamptz, ${until}::timestamptz)
	)
`;

async function outsideAfter(
	sql: Queryable,
	change: HoursChange,
	upcoming: readonly StrandedBooking[]
): Promise<StrandedBooking[]> {
	const { timeZone } = await requireBusiness(sql);
	const theirs = Map.groupBy(upcoming, (booking) => booking.fieldworkerId);
	const from = localDate(timeZone, upcoming[0]!.startsAt);
	const until = addDays(localDate(timeZone, upcoming.at(-1)!.startsAt), 1);
	const hours = await readHours(sql, {
		fieldworkerIds: [...theirs.keys()],
		from: addDays(from, -DAYS_AROUND),
		until: addDays(until, DAYS_AROUND)
	});
	const { fieldworkerId } = change;
	const business = fieldworkerId === null ? changed(hours.business, change) : hours.business;
	return [...theirs].flatMap(([id, bookings]) => {
		const before = hours.of(id);
		const after = id === fieldworkerId ? changed(before, change) : before;
		return strandedBetween(
			bookings,
			openings(before, hours.business, timeZone, from, until),
			openings(after, business, timeZone, from, until)
		);
	});
}

/** Hours are followed over midnight: see openings(). */
const DAYS_AROUND = 2;

function changed(hours: WorkingHours, change: HoursChange): WorkingHours {
	const { weekly = hours.weekly, exceptions = [], removed = [] } = change;
	const gone = new Set([...removed, ...exceptions.map(({ date }) => date)]);
	const kept = hours.exceptions.filter(({ date }) => !gone.has(date));
	return { weekly, exceptions: [...kept, ...exceptions] };
}
