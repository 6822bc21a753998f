import type { OwnBooking } from '$lib/server/portal/own-bookings';

type Look = { status: 'confirmed' | 'completed' | 'cancelled' | 'no_show'; state: State };
type State = OwnBooking['status'] | 'underWay' | 'over';

/**
 * How a list shows the state of a booking: its badge's look, and which word stands for it. What is
 * confirmed and has begun, or is over, says so. `now` in epoch milliseconds.
 */
export function lookOf(
	{ status, startsAt, endsAt }: Pick<OwnBooking, 'status' | 'startsAt' | 'endsAt'>,
	now: number
): Look {
	if (status !== 'confirmed' || now < startsAt) return { status, state: status };
	return now < endsAt ? { status, state: 'underWay' } : { status: 'completed', state: 'over' };
}
