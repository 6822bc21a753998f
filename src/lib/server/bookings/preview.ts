import { policyFor, type PolicyOverrides } from '../../scheduling/policy.ts';
import { openings } from '../../scheduling/working-hours.ts';
import { addDays, localDate } from '../../scheduling/zoned-time.ts';
import { readClock } from '../database/clock.ts';
import type { Queryable } from '../database/connection.ts';
import { requireBusiness } from '../settings/business.ts';
import { readFlags } from '../settings/flags.ts';
import { readHours } from '../working-hours.ts';
import type { Clash } from './clashes.ts';
import { findBooking } from './find.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A time that staff think of: for a booking that is there, or for a new one of a service. */
export type WantedTime = {
	bookingId?: number;
	serviceId?: number;
	fieldworkerId: number;
	startsAt: number;
	endsAt: number;
};

/**
 * What would come of it, to be said before it is done (R12). `free` counts buffers: with `clashes`
 * or `held` (a customer is just choosing it) it is not. `insideNotice`: the time it has, or would get,
 * is so near that its customer cannot move it away any more. `doesService` and `active` are about the fieldworker.
 */
export type TimePreview = {
	free: boolean;
	clashes: Clash[];
	held: boolean;
	outsideHours: boolean;
	insideNotice: boolean;
	past: boolean;
	doesService: boolean;
	active: boolean;
};

/** Looks at a time as staff would like to use it. A courtesy: `move` and `book` decide (R1). */
export async function previewTime(sql: Queryable, wanted: WantedTime): Promise<TimePreview> {
	const booking = wanted.bookingId ? await findBooking(sql, wanted.bookingId) : null;
	const serviceId = booking?.service.id ?? wanted.serviceId ?? null;
	const [now, flags, service] = await Promise.all([
		readClock(sql),
		readFlags(sql),
		readService(sql, serviceId)
	]);
	const { before, after } = booking
		? { before: booking.bufferBeforeMinutes, after: booking.bufferAfterMinutes }
		: service;
	const { rescheduleNoticeHours } = policyFor(flags, {
		overrides: service.overrides,
		terms: booking?.terms ?? null
	});
	const soonest = Math.min(wanted.startsAt, booking?.startsAt ?? wanted.startsAt);
	const around = {
		from: wanted.startsAt - before * MINUTE,
		until: wanted.endsAt + after * MINUTE
	};
	const [standing, inTheWay, outsideHours] = await Promise.all([
		readFieldworker(sql, wanted.fieldworkerId, serviceId),
		readInTheWay(sql, wanted, around),
		isOutsideHours(sql, wanted)
	]);
	const clashes = inTheWay.filter((one): one is Clash => one.kind !== 'hold');
	const held = inTheWay.length > clashes.length;
	return {
		free: inTheWay.length === 0,
		clashes,
		held,
		outsideHours,
		insideNotice: soonest - rescheduleNoticeHours * HOUR <= now,
		past: wanted.startsAt < now,
		...standing
	};
}

type ServiceRules = { before: number; after: number; overrides: PolicyOverrides };

async function readService(sql: Queryable, serviceId: number | null): Promise<ServiceRules> {
	const [service] = await sql<ServiceRules[]>`
		select
			buffer_before_minutes as before,
			buffer_after_minutes as after,
			policy_overrides as overrides
		from service
		where id = ${serviceId}
	`;
	return service ?? { before: 0, after: 0, overrides: {} };
}

async function readFieldworker(sql: Queryable, id: number, serviceId: number | null) {
	const [standing] = await sql<{ active: boolean; doesService: boolean }[]>`
		select
			f.active,
			${serviceId}::integer is null or exists (
				select
				from fieldworker_service fs
				where fs.fieldworker_id = f.id
					and fs.service_id = ${serviceId}
			) as "doesService"
		from fieldworker f
		where f.id = ${id}
	`;
	return standing ?? { active: false, doesService: false };
}

/** What has that time, the booking's own rows and its own hold aside. */
async function readInTheWay(
	sql: Queryable,
	{ bookingId, fieldworkerId }: WantedTime,
	{ from, until }: { from: number; until: number }
): Promise<(Clash | { kind: 'hold' })[]> {
	return sql<(Clash | { kind: 'hold' })[]>`
		select distinct on (o.starts_at, o.booking_id, o.blocked_event_id, o.hold_id)
			case
				when o.booking_id is not null then 'booking'
				when o.hold_id is not null then 'hold'
				else 'blocked event'
			end as kind,
			o.booking_id as "bookingId",
			c.name as "customerName",
			e.title,
			coalesce(b.starts_at, e.starts_at) as "startsAt",
			coalesce(b.ends_at, e.ends_at) as "endsAt"
		from occupancy o
		left join booking b on b.id = o.booking_id
		left join customer c on c.id = b.customer_id
		left join blocked_event e on e.id = o.blocked_event_id
		left join hold h on h.id = o.hold_id
		where o.fieldworker_id = ${fieldworkerId}
			and o.during && tstzrange(${from}::timestamptz, ${until}::timestamptz)
			and o.booking_id is distinct from ${bookingId ?? 0}::bigint
			and (
				o.hold_id is null
				or (
					o.held_until > reslot_clock()
					and h.booking_id is distinct from ${bookingId ?? 0}::bigint
				)
			)
		order by o.starts_at, o.booking_id, o.blocked_event_id, o.hold_id
	`;
}

/** Whether any of it lies outside the fieldworker's hours, or the business's. Buffers may. */
async function isOutsideHours(
	sql: Queryable,
	{ fieldworkerId, startsAt, endsAt }: WantedTime
): Promise<boolean> {
	const { timeZone } = await requireBusiness(sql);
	const from = addDays(localDate(timeZone, startsAt), -1);
	const until = addDays(localDate(timeZone, endsAt), 2);
	const hours = await readHours(sql, { fieldworkerIds: [fieldworkerId], from, until });
	const open = openings(hours.of(fieldworkerId), hours.business, timeZone, from, until);
	return !open.some(({ start, end }) => start <= startsAt && end >= endsAt);
}
