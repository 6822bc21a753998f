import type { Want } from '../scheduling/offer.ts';
import type { Booking } from './bookings/find.ts';
import type { Queryable } from './database/connection.ts';
import type { Holder } from './holds/holder.ts';

/** What somebody wants a time for. Whoever wishes is not in their own way. */
export type Wish = Want & { holder?: Holder };

/**
 * What moving a booking asks for: its length and buffers as booked, whatever the service is now, and
 * its own fieldworker, another one or any of some.
 */
export function wishOfBooking(
	booking: Booking,
	who: number | readonly number[] = booking.fieldworker.id
): Wish {
	return {
		durationMinutes: (booking.endsAt - booking.startsAt) / 60_000,
		bufferBeforeMinutes: booking.bufferBeforeMinutes,
		bufferAfterMinutes: booking.bufferAfterMinutes,
		fieldworkerIds: [who].flat(),
		overrides: booking.service.overrides,
		holder: { bookingId: booking.id }
	};
}

/**
 * What booking a service asks for, or null when it is not on offer, or not with them. `visitor` is
 * who books, if they may have a hold; `byStaff` also has what is not on the public page.
 */
export async function readServiceWish(
	sql: Queryable,
	serviceId: number,
	fieldworkerId: number | 'any',
	{ visitor, byStaff = false }: { visitor?: Buffer | undefined; byStaff?: boolean } = {}
): Promise<Wish | null> {
	const [wish] = await sql<Want[]>`
		select
			s.duration_minutes as "durationMinutes",
			s.buffer_before_minutes as "bufferBeforeMinutes",
			s.buffer_after_minutes as "bufferAfterMinutes",
			s.policy_overrides as overrides,
			array_agg(f.id order by f.id) as "fieldworkerIds"
		from service s
		join fieldworker_service fs on fs.service_id = s.id
		join fieldworker f on f.id = fs.fieldworker_id and f.active
		where s.id = ${serviceId}
			and s.active
			and ${byStaff ? sql`true` : sql`s.on_public_page`}
			and ${fieldworkerId === 'any' ? sql`true` : sql`f.id = ${fieldworkerId}`}
		group by s.id
	`;
	if (!wish) return null;
	return visitor ? { ...wish, holder: { visitor } } : wish;
}
