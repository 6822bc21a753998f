import type { BookingStatus, PolicyOverrides, Terms } from '../../scheduling/policy.ts';
import type { Queryable } from '../database/connection.ts';

/** One booking with the people and the service it is about. Instants in epoch milliseconds. */
export type Booking = {
	id: number;
	version: number;
	status: BookingStatus;
	startsAt: number;
	endsAt: number;
	bufferBeforeMinutes: number;
	bufferAfterMinutes: number;
	customerMoves: number;
	calendarUid: string;
	/** The name as typed when it was booked. */
	contactName: string;
	phone: string;
	address: string;
	notes: string;
	createdAt: number;
	/** In which zone whoever booked it, or moved it last as its customer, reads; null for the business's. */
	timeZone: string | null;
	/** What it keeps of the rules that it was made under, where they were frozen for it. */
	terms: Terms | null;
	service: {
		id: number;
		name: string;
		priceText: string;
		color: string;
		overrides: PolicyOverrides;
		/** Who does it now: those who are active, by name. */
		doneBy: { id: number; name: string }[];
	};
	fieldworker: { id: number; name: string; color: string };
	customer: {
		id: number;
		name: string;
		email: string;
		phone: string;
		timeZone: string | null;
		locale: string | null;
	};
};

/**
 * The booking with this id, or null. `lock` keeps others from changing it until the end of the
 * transaction, and reads it as it is once nobody else does.
 */
export async function findBooking(
	sql: Queryable,
	id: number,
	lock?: 'lock'
): Promise<Booking | null> {
	// Not in the statement that joins: while it waited for the lock another writer may give the
	// booking another fieldworker, and the joined row would be gone.
	if (lock) await sql`select from booking where id = ${id} for no key update`;
	const [booking] = await sql<Booking[]>`
		${bookingsWith(sql)}
		where b.id = ${id}
	`;
	return booking ?? null;
}

/** Asks for whole bookings; a `where` on b (booking), c, s or f goes behind it. */
export const bookingsWith = (sql: Queryable) => sql`
	select
		b.id,
		b.version,
		b.status,
		b.starts_at as "startsAt",
		b.ends_at as "endsAt",
		b.buffer_before_minutes as "bufferBeforeMinutes",
		b.buffer_after_minutes as "bufferAfterMinutes",
		b.customer_moves as "customerMoves",
		b.calendar_uid as "calendarUid",
		b.contact_name as "contactName",
		b.phone,
		b.address,
		b.notes,
		b.created_at as "createdAt",
		b.time_zone as "timeZone",
		b.terms,
		json_build_object(
			'id', s.id, 'name', s.name, 'priceText', s.price_text, 'color', s.color,
			'overrides', s.policy_overrides,
			'doneBy', (
				select coalesce(
					json_agg(json_build_object('id', d.id, 'name', d.name) order by d.name, d.id),
					'[]'
				)
				from fieldworker_service fs
				join fieldworker d on d.id = fs.fieldworker_id and d.active
				where fs.service_id = s.id
			)
		) as service,
		json_build_object('id', f.id, 'name', f.name, 'color', f.color) as fieldworker,
		json_build_object(
			'id', c.id, 'name', c.name, 'email', c.email, 'phone', c.phone,
			'timeZone', c.time_zone, 'locale', c.locale
		) as customer
	from booking b
	join service s on s.id = b.service_id
	join fieldworker f on f.id = b.fieldworker_id
	join customer c on c.id = b.customer_id
`;
