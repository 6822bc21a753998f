import type { EventApi, EventInput } from 'fullcalendar';
import type { BookingRow } from '$lib/server/bookings/list';
import type { BlockedEvent } from '$lib/server/occupancy/blocked-events';

/** What the calendar's endpoint answers with. */
export type Answer = { bookings: BookingRow[]; blocked: BlockedEvent[] };

/** One thing that the calendar shows: a booking, or a time that takes none. */
export type Entry = { booking: BookingRow } | { blocked: BlockedEvent };

/** Entries as FullCalendar wants them. Each is a link, so it opens by mouse, thumb and keyboard. */
export function inputsOf({ bookings, blocked }: Answer): EventInput[] {
	return [
		...bookings.map((booking) => ({
			id: String(booking.id),
			url: `/admin/bookings/${booking.id}`,
			start: booking.startsAt,
			end: booking.endsAt,
			title: booking.customerName,
			color: booking.fieldworkerColor,
			className: `week-${booking.status}${booking.clash ? ' week-clash' : ''}`,
			extendedProps: { entry: { booking } satisfies Entry }
		})),
		...blocked.map((event) => ({
			id: `blocked ${event.id}`,
			url: '/admin/blocked-events',
			start: event.startsAt,
			end: event.endsAt,
			title: event.title,
			className: 'week-blocked',
			extendedProps: { entry: { blocked: event } satisfies Entry }
		}))
	];
}

export const entryOf = (event: EventApi) => event.extendedProps.entry as Entry;
