import { readClock } from '../database/clock.ts';
import type { Scope } from '../accounts/staff.ts';
import type { Queryable } from '../database/connection.ts';
import type { Change } from './record.ts';

/** One thing that happened to a booking. Instants; old values are null when it was booked. */
export type Activity = {
	bookingId: number;
	version: number;
	at: number;
	action: Change['action'];
	actor: 'customer' | 'staff' | 'system';
	channel: 'email_link' | 'portal' | 'public' | 'staff' | 'system';
	staffName: string | null;
	reason: string;
	customerName: string;
	serviceName: string;
	oldStartsAt: number | null;
	oldEndsAt: number | null;
	/** Null for a fieldworker from whom the booking was taken: where it went is not theirs to see. */
	newStartsAt: number | null;
	newEndsAt: number | null;
	oldFieldworkerName: string | null;
	newFieldworkerName: string | null;
	/** When the booking begins now; null when it is not the reader's to open any more. */
	startsAt: number | null;
};

/** Where a page of the feed ended: the change that it ended with. */
export type Place = { bookingId: number; version: number };

/** A page of the feed: `more` says whether something older is left, `now` is the database's clock. */
export type FeedPage = { activity: Activity[]; more: boolean; now: number };

type Row = Activity & { fieldworkerId: number; newFieldworkerId: number };

/**
 * What happened to bookings, the newest first: everybody's, or what was done with one fieldworker's
 * while it was theirs. `before` goes on where a page ended.
 */
export async function readActivity(
	sql: Queryable,
	{ scope, before, limit }: { scope: Scope; before?: Place; limit: number }
): Promise<FeedPage> {
	const found = await readChanges(sql, scope, before, limit + 1);
	return {
		activity: found.slice(0, limit),
		more: found.length > limit,
		now: await readClock(sql)
	};
}

async function readChanges(
	sql: Queryable,
	scope: Scope,
	before: Place | undefined,
	limit: number
): Promise<Activity[]> {
	const rows = await sql<Row[]>`
		select
			c.booking_id as "bookingId",
			c.version,
			c.at,
			c.action,
			c.actor,
			c.channel,
			st.name as "staffName",
			c.reason,
			cu.name as "customerName",
			s.name as "serviceName",
			c.old_starts_at as "oldStartsAt",
			c.old_ends_at as "oldEndsAt",
			c.new_starts_at as "newStartsAt",
			c.new_ends_at as "newEndsAt",
			old_one.name as "oldFieldworkerName",
			new_one.name as "newFieldworkerName",
			b.starts_at as "startsAt",
			b.fieldworker_id as "fieldworkerId",
			c.new_fieldworker_id as "newFieldworkerId"
		from (${changes(sql, scope, before, limit)}) c
		join booking b on b.id = c.booking_id
		join customer cu on cu.id = b.customer_id
		join service s on s.id = b.service_id
		join fieldworker new_one on new_one.id = c.new_fieldworker_id
		left join fieldworker old_one on old_one.id = c.old_fieldworker_id
		left join staff st on st.id = c.staff_id
		order by c.at desc, c.booking_id, c.version
		limit ${limit}
	`;
	return rows.map((row) => within(row, scope));
}

/** The changes alone: each part is walked along its index, the newest first, and stops in time. */
function changes(sql: Queryable, scope: Scope, before: Place | undefined, limit: number) {
	// By the change rather than by its instant, which has more digits than a number here holds.
	const older = before
		? sql`
			at <= (
				select at
				from booking_change
				where booking_id = ${before.bookingId} and version = ${before.version}
			)
			and (at, -booking_id, -version) < (
				select at, -booking_id, -version
				from booking_change
				where booking_id = ${before.bookingId} and version = ${before.version}
			)
		`
		: sql`true`;
	const newest = sql`
		order by at desc, booking_id, version
		limit ${limit}
	`;
	if (scope === 'everybody') return sql`select * from booking_change where ${older} ${newest}`;
	return sql`
		(
			select *
			from booking_change
			where new_fieldworker_id = ${scope} and ${older}
			${newest}
		)
		union all
		(
			select *
			from booking_change
			where old_fieldworker_id = ${scope}
				and old_fieldworker_id <> new_fieldworker_id
				and ${older}
			${newest}
		)
	`;
}

/** What of a change the reader may see. */
function within({ fieldworkerId, newFieldworkerId, ...activity }: Row, scope: Scope): Activity {
	const theirs = scope === 'everybody' || fieldworkerId === scope;
	const seen = { ...activity, startsAt: theirs ? activity.startsAt : null };
	if (scope === 'everybody' || newFieldworkerId === scope) return seen;
	return { ...seen, newStartsAt: null, newEndsAt: null, newFieldworkerName: null };
}
