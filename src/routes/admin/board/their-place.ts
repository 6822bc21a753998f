import { findClashes } from '$lib/server/bookings/clashes';
import type { Booking } from '$lib/server/bookings/find';
import type { Asking } from '../_parts/booking/read';

export type TheirPlace = Awaited<ReturnType<typeof theirPlace>>;

/** What somebody else has made of a booking, as far as the board shows it. */
export async function theirPlace({ sql }: Pick<Asking, 'sql'>, booking: Booking) {
	const { id, version, status, startsAt, endsAt, fieldworker } = booking;
	const clash = (await findClashes(sql, id)).length > 0;
	return {
		...{ version, status, startsAt, endsAt, clash },
		fieldworkerId: fieldworker.id,
		fieldworkerName: fieldworker.name,
		fieldworkerColor: fieldworker.color
	};
}
