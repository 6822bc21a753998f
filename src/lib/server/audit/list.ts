import type { Queryable } from '../database/connection.ts';

/** What the log can be narrowed to: parts of a business, each with the nouns of its actions. */
const AUDIT_KINDS = {
	bookings: ['booking', 'bookings', 'link'],
	customers: ['customer'],
	work: ['service', 'fieldworker', 'blocked_event', 'hours', 'exception'],
	settings: ['business', 'flags', 'mail', 'reminders', 'setup', 'template'],
	accounts: ['staff', 'session']
} as const;
export type AuditKind = keyof typeof AUDIT_KINDS;

/** Something that staff did. Where it was done to a booking, `bookingId` says which. */
export type AuditEntry = {
	/** Where the log goes on after this entry. */
	cursor: string;
	at: number;
	staffName: string;
	/** `noun.verb`; of a booking's own history `booking.` and what happened. */
	action: string;
	subject: string;
	bookingId: number | null;
	old: Record<string, unknown> | null;
	new: Record<string, unknown> | null;
};

/** `before` is the cursor of the entry that came last. */
export type AuditFilter = { staffId?: number; kind?: AuditKind; before?: string; limit: number };

const CURSOR = /^(\d{1,17})-([01])-(\d{1,18})-(\d{1,9})$/;

/**
 * What staff did, newest first: the audit log, and what they did with bookings, which have a history
 * of their own. A cursor that makes no sense is none.
 */
export async function listAudit(sql: Queryable, filter: AuditFilter): Promise<AuditEntry[]> {
	const { staffId, kind, limit } = filter;
	const nouns = kind ? [...AUDIT_KINDS[kind]] : null;
	const person = (column: ReturnType<typeof sql>) =>
		staffId === undefined ? sql`true` : sql`${column} = ${staffId}`;
	const from = readCursor(filter.before);
	// Both halves stop at the page's length by themselves, each along its own index.
	const after = (source: 0 | 1, first: ReturnType<typeof sql>, second: ReturnType<typeof sql>) =>
		from
			? sql`
				at <= timestamptz 'epoch' + ${from.micros} * interval '1 microsecond'
				and (at, ${source}::int, ${first}::bigint, ${second}::bigint) < (
					timestamptz 'epoch' + ${from.micros} * interval '1 microsecond',
					${from.source}::int,
					${from.first}::bigint,
					${from.second}::bigint
				)
			`
			: sql`true`;
	const withBookings = !kind || kind === 'bookings';
	return sql<AuditEntry[]>`
		with acts as (
			select
				at,
				1 as source,
				id as first,
				0::bigint as second,
				staff_name as "staffName",
				action,
				subject,
				null::bigint as "bookingId",
				old_values as old,
				new_values as new
			from audit
			where ${person(sql`staff_id`)}
				and ${nouns ? sql`split_part(action, '.', 1) = any(${nouns})` : sql`true`}
				and ${after(1, sql`id`, sql`0`)}
			order by at desc, id desc
			limit ${limit}
		), changes as (
			select
				change.at,
				0 as source,
				change.booking_id as first,
				change.version::bigint as second,
				staff.name as "staffName",
				'booking.' || change.action as action,
				customer.name as subject,
				change.booking_id as "bookingId",
				jsonb_strip_nulls(jsonb_build_object(
					'startsAt', (extract(epoch from change.old_starts_at) * 1000)::bigint,
					'fieldworker', was.name
				)) || coalesce(change.old_details, '{}') as old,
				jsonb_strip_nulls(jsonb_build_object(
					'startsAt', (extract(epoch from change.new_starts_at) * 1000)::bigint,
					'fieldworker', is_now.name,
					'reason', nullif(change.reason, '')
				)) || coalesce(change.new_details, '{}') as new
			from (
				select *
				from booking_change
				where ${withBookings}
					and staff_id is not null
					and ${person(sql`staff_id`)}
					and ${after(0, sql`booking_id`, sql`version`)}
				order by at desc, booking_id desc, version desc
				limit ${limit}
			) change
			join staff on staff.id = change.staff_id
			join booking on booking.id = change.booking_id
			join customer on customer.id = booking.customer_id
			left join fieldworker was on was.id = change.old_fieldworker_id
			left join fieldworker is_now on is_now.id = change.new_fieldworker_id
		)
		select
			concat_ws(
				'-',
				(extract(epoch from at) * 1000000)::bigint,
				source,
				first,
				second
			) as cursor,
			at,
			"staffName",
			action,
			subject,
			"bookingId",
			old,
			new
		from (select * from acts union all select * from changes) entry
		order by entry.at desc, source desc, first desc, second desc
		limit ${limit}
	`;
}

function readCursor(text: string | undefined) {
	const parts = text === undefined ? null : CURSOR.exec(text);
	if (!parts) return null;
	const [, micros = '', source = '', first = '', second = ''] = parts;
	return { micros, source: Number(source), first, second: Number(second) };
}

/** Everybody whose doings the log may tell of, those who have left too. */
export async function listAuditPeople(sql: Queryable): Promise<{ id: number; name: string }[]> {
	return sql<{ id: number; name: string }[]>`
		select id, name
		from staff
		order by lower(name), id
	`;
}
