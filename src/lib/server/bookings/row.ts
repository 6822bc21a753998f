import type { BookingStatus } from '../../scheduling/policy.ts';
import type { Queryable } from '../database/connection.ts';

/**
 * A booking as lists and the board show it. `clash` when it shares its time with something
 * and nobody said that this may stay so. `mailPaused` when mail about it, or to its customer, is
 * paused and it is still to come; that all mail is paused is said elsewhere.
 */
export type BookingRow = {
	id: number;
	version: number;
	status: BookingStatus;
	startsAt: number;
	endsAt: number;
	customerId: number;
	customerName: string;
	customerEmail: string;
	serviceId: number;
	serviceName: string;
	serviceColor: string;
	fieldworkerId: number;
	fieldworkerName: string;
	fieldworkerColor: string;
	clash: boolean;
	mailPaused: boolean;
};

/**
 * Asks for bookings as rows; a `where` on b (booking), c, s or f goes behind it. `more` are columns
 * that some list needs besides, each with a comma behind it.
 */
export const rowsOf = (sql: Queryable, more = sql``) => sql`
	select
		${more}
		b.id,
		b.version,
		b.status,
		b.starts_at as "startsAt",
		b.ends_at as "endsAt",
		c.id as "customerId",
		c.name as "customerName",
		c.email as "customerEmail",
		s.id as "serviceId",
		s.name as "serviceName",
		s.color as "serviceColor",
		f.id as "fieldworkerId",
		f.name as "fieldworkerName",
		f.color as "fieldworkerColor",
		exists (
			select
			from occupancy o
			join occupancy other
				on other.fieldworker_id = o.fieldworker_id
				and other.during && o.during
				and other.id <> o.id
				and other.hold_id is null
			where o.booking_id = b.id
				-- Said again, so that the index of those few serves.
				and o.booking_id is not null
				and o.shared
				and not exists (
					select
					from kept_clash kept
					where kept.one_id = least(o.id, other.id)
						and kept.other_id = greatest(o.id, other.id)
				)
		) as clash,
		(b.mail_paused_at is not null or c.mail_paused_at is not null)
			and b.ends_at > reslot_clock() as "mailPaused"
	from booking b
	join customer c on c.id = b.customer_id
	join service s on s.id = b.service_id
	join fieldworker f on f.id = b.fieldworker_id
`;
