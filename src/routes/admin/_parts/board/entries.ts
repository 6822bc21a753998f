import type { EventApi, EventInput } from 'fullcalendar';
import type { BookingRow } from '$lib/server/bookings/row';
import type { HeldTime } from '$lib/server/holds/between';
import type { BlockedEvent } from '$lib/server/occupancy/blocked-events';
import type { BoardAnswer, BoardRange } from './contract';
import { closedTimes, hoursOf } from './hours';

/** One thing that the calendar shows; `closed` is time in which nobody works. */
export type Entry =
	{ booking: BookingRow } | { blocked: BlockedEvent } | { held: HeldTime } | { closed: BoardRange };

/** What of an answer a calendar shows. */
export type Part = {
	/** In Team: whose column it is. */
	column: number | null;
	/** Whose working hours are shaded; null for the business's. */
	hoursOf: number | null;
	/** Where there are hours to shade. */
	shaded: BoardRange | null;
	mayEdit: boolean;
};

/** Entries as FullCalendar wants them. */
export function inputsOf(answer: BoardAnswer, part: Part): EventInput[] {
	const { bookings, blocked, holds } = answer;
	const { column, shaded } = part;
	const isHere = ({ fieldworkerId }: { fieldworkerId: number | null }) =>
		column === null || fieldworkerId === null || fieldworkerId === column;
	const closed = shaded ? closedTimes(hoursOf(answer, part.hoursOf), shaded) : [];
	return [
		...bookings.filter(isHere).map((booking) => bookingInput(booking, part.mayEdit)),
		...blocked.filter(isHere).map((event) => blockedInput(event, part.mayEdit)),
		...holds.filter(isHere).map(heldInput),
		...closed.map(closedInput)
	];
}

/** A booking is a link, so it opens by mouse, thumb and keyboard, here or in a tab of its own. */
export function bookingInput(booking: BookingRow, mayEdit: boolean): EventInput {
	return {
		id: String(booking.id),
		url: `/admin/bookings/${booking.id}`,
		start: booking.startsAt,
		end: booking.endsAt,
		title: booking.customerName,
		color: booking.fieldworkerColor,
		className: `board-${booking.status}${booking.clash ? ' board-clash' : ''}`,
		// What is over, or cancelled, has no time to be moved to.
		editable: mayEdit && booking.status === 'confirmed',
		extendedProps: { entry: { booking } satisfies Entry }
	};
}

/** It leads to where it can be removed, for those who may. */
const blockedInput = (blocked: BlockedEvent, mayEdit: boolean): EventInput => ({
	id: `blocked ${blocked.id}`,
	...(mayEdit && { url: '/admin/blocked-events' }),
	start: blocked.startsAt,
	end: blocked.endsAt,
	title: blocked.title,
	className: 'board-blocked',
	editable: false,
	extendedProps: { entry: { blocked } satisfies Entry }
});

const heldInput = (held: HeldTime): EventInput => ({
	id: `held ${held.id}`,
	start: held.startsAt,
	end: held.endsAt,
	className: 'board-held',
	editable: false,
	interactive: false,
	extendedProps: { entry: { held } satisfies Entry }
});

const closedInput = (closed: BoardRange): EventInput => ({
	id: `closed ${closed.from}`,
	start: closed.from,
	end: closed.until,
	display: 'background',
	extendedProps: { entry: { closed } satisfies Entry }
});

export const entryOf = (event: EventApi) => event.extendedProps.entry as Entry;
/** The booking of an entry that is one. */
export const bookingOf = (event: EventApi): BookingRow | undefined => {
	const entry = entryOf(event);
	return 'booking' in entry ? entry.booking : undefined;
};
/** From when until when an entry is. */
export function timesOf(entry: Entry): { startsAt: number; endsAt: number } {
	if ('closed' in entry) return { startsAt: entry.closed.from, endsAt: entry.closed.until };
	if ('held' in entry) return entry.held;
	return 'booking' in entry ? entry.booking : entry.blocked;
}
