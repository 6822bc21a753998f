import { takersFor } from '../../scheduling/with-whom.ts';
import { findBooking } from '../bookings/find.ts';
import { readPolicy } from '../bookings/policy.ts';
import type { Queryable } from '../database/connection.ts';
import { leastBusyFirst } from '../least-busy.ts';
import { wishOfBooking, type Wish } from '../wish.ts';
import { findHold } from './holder.ts';

/**
 * Who to ask for a start: the one with whom the wisher holds it, then `present`, with whom they are
 * now, if that one is free, then the others as ever.
 */
export async function candidatesHeldFirst(
	sql: Queryable,
	wish: Wish,
	startsAt: number,
	present?: number
): Promise<readonly number[]> {
	const hold = wish.holder && (await findHold(sql, wish.holder));
	const others = await leastBusyFirst(sql, wish, startsAt);
	const first = new Set<number>();
	if (hold?.startsAt === startsAt && wish.fieldworkerIds.includes(hold.fieldworkerId)) {
		first.add(hold.fieldworkerId);
	}
	if (present !== undefined && others.includes(present)) first.add(present);
	return [...first, ...others.filter((id) => !first.has(id))];
}

/**
 * Who to ask when a customer wants another start for their booking, undefined for whoever it is with
 * by then. Whether the choice is theirs is judged in the transaction that follows (R3): where it is
 * not, the answer is the present one, to be told so.
 */
export async function candidatesToMove(
	sql: Queryable,
	wanted: { bookingId: number; startsAt: number; fieldworkerId?: number | 'any' | undefined }
): Promise<readonly (number | undefined)[]> {
	const booking = await findBooking(sql, wanted.bookingId);
	if (!booking) return [undefined];
	const present = booking.fieldworker.id;
	const ids = takersFor(booking, await readPolicy(sql, booking), wanted.fieldworkerId) ?? [];
	// Who has that very time already is not offered it with somebody else unasked.
	const hasIt = wanted.startsAt === booking.startsAt && ids.includes(present);
	if (hasIt || ids.length === 0) return [undefined];
	const wish = wishOfBooking(booking, ids);
	const order = await candidatesHeldFirst(sql, wish, wanted.startsAt, present);
	return order.map((id) => (id === present ? undefined : id));
}
