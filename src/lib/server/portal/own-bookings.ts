import { decide, policyFor, type Decision } from '../../scheduling/policy.ts';
import { bookingsWith, type Booking } from '../bookings/find.ts';
import { readClock } from '../database/clock.ts';
import type { Queryable } from '../database/connection.ts';
import type { Words } from '../../words/index.ts';
import { readFlags } from '../settings/flags.ts';

/** A booking as its own customer's list shows it, and what they may do with it now. Instants in ms. */
export type OwnBooking = Pick<Booking, 'id' | 'status' | 'startsAt' | 'endsAt'> & {
	service: { id: number; name: string };
	fieldworker: { id: number; name: string };
	reschedule: Decision;
	cancel: Decision;
};

export type OwnBookings = {
	now: number;
	/** Those that are to come or under way, the next one first. */
	upcoming: OwnBooking[];
	/** A page of those that were, or were cancelled, the newest first; and how many there are in all. */
	past: OwnBooking[];
	pastTotal: number;
};

/**
 * A customer's bookings, judged as their pages judge them. Pages of past ones count from 1.
 * @param said in whose words they are refused
 */
export async function listOwnBookings(
	sql: Queryable,
	customerId: number,
	{ page, pageSize, said }: { page: number; pageSize: number; said: Words['refusals'] }
): Promise<OwnBookings> {
	const toCome = sql`(b.status = 'confirmed' and b.ends_at > reslot_clock())`;
	const [now, flags, upcoming, past, [count]] = await Promise.all([
		readClock(sql),
		readFlags(sql),
		sql<Booking[]>`
			${bookingsWith(sql)}
			where b.customer_id = ${customerId}
				and ${toCome}
			order by b.starts_at, b.id
		`,
		sql<Booking[]>`
			${bookingsWith(sql)}
			where b.customer_id = ${customerId}
				and not ${toCome}
			order by b.starts_at desc, b.id desc
			limit ${pageSize}
			offset ${(page - 1) * pageSize}
		`,
		sql<{ past: number }[]>`
			select count(*) as past
			from booking b
			where b.customer_id = ${customerId}
				and not ${toCome}
		`
	]);
	const judged = (booking: Booking): OwnBooking => {
		const { id, status, startsAt, endsAt, service, fieldworker, terms } = booking;
		const policy = policyFor(flags, { overrides: service.overrides, terms });
		return {
			...{ id, status, startsAt, endsAt },
			service: { id: service.id, name: service.name },
			fieldworker: { id: fieldworker.id, name: fieldworker.name },
			reschedule: decide('reschedule', booking, policy, now, said),
			cancel: decide('cancel', booking, policy, now, said)
		};
	};
	return {
		now,
		upcoming: upcoming.map(judged),
		past: past.map(judged),
		pastTotal: count?.past ?? 0
	};
}
