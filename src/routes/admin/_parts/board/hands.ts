import type { CalendarOptions, EventApi } from 'fullcalendar';
import type { BookingRow } from '$lib/server/bookings/row';
import type { Acts } from './contract';
import { bookingInput, bookingOf, type Entry } from './entries';
import type { Verdict, Wanted } from './verdict';

/** Milliseconds that a finger rests on something before it takes hold of it. */
const LONG_PRESS = 400;

/** What is being dragged over the whole board, whichever calendar it is over. */
export type Dragging = {
	begin(bookingId: number): void;
	/** It is over that time now; the answer is what that would mean. */
	over(wanted: Wanted): void;
	/** It is going back, although the button is still down. */
	giveUp(): void;
	end(): void;
	readonly verdict: Verdict | null;
	/** Where a booking came from that has been dragged to another column. */
	left?: { revert: () => void };
};

/**
 * What people do on a calendar: open, drag, resize, select. In Team `column` is whose calendar it
 * is; a booking that is dropped there is theirs from then on. `only` is the one fieldworker who is
 * shown, where there is but one.
 */
export function handsOn(
	acts: Acts,
	dragging: Dragging,
	column: number | null,
	only: () => number | null
): CalendarOptions {
	/** The booking stands there already, and says so; until it is saved or put back. */
	function want(event: EventApi, booking: BookingRow, putBack: () => void) {
		const startsAt = event.start?.getTime() ?? booking.startsAt;
		const endsAt = event.end?.getTime() ?? startsAt + booking.endsAt - booking.startsAt;
		const fieldworkerId = column ?? booking.fieldworkerId;
		const moved: Entry = { booking: { ...booking, startsAt, endsAt } };
		event.setExtendedProp('entry', moved);
		acts.move({ booking, startsAt, endsAt, fieldworkerId, putBack });
	}

	const open: CalendarOptions = {
		eventClick: ({ event, jsEvent }) => {
			const booking = bookingOf(event);
			// With a key held it is the browser's: a tab or a window of its own.
			const { ctrlKey, metaKey, shiftKey, altKey } = jsEvent;
			if (!booking || ctrlKey || metaKey || shiftKey || altKey) return;
			jsEvent.preventDefault();
			acts.open(booking.id);
		}
	};
	if (!acts.mayEdit) return open;

	return {
		...open,
		editable: true,
		droppable: column !== null,
		selectable: true,
		// A press alone chooses nothing.
		selectMinDistance: 5,
		longPressDelay: LONG_PRESS,
		// What is given up with Escape was let go of far away: it does not fly in from there.
		dragRevertDuration: 0,
		select: ({ start, end, allDay }) => {
			if (!allDay) {
				acts.select({
					startsAt: start.getTime(),
					endsAt: end.getTime(),
					fieldworkerId: column ?? only()
				});
			}
		},
		eventDragStart: ({ event }) => dragging.begin(Number(event.id)),
		eventResizeStart: ({ event }) => dragging.begin(Number(event.id)),
		eventDragStop: () => dragging.end(),
		eventResizeStop: () => dragging.end(),
		// Staff may put a booking anywhere (R12): nothing is forbidden here, it is only said.
		eventAllow: ({ start, end }, event) => {
			const booking = event && bookingOf(event);
			if (booking) {
				dragging.over({
					booking,
					fieldworkerId: column ?? booking.fieldworkerId,
					startsAt: start.getTime(),
					endsAt: end.getTime()
				});
			}
			return true;
		},
		eventDrop: ({ event, revert }) => {
			const booking = bookingOf(event);
			if (booking) want(event, booking, revert);
		},
		eventResize: ({ event, revert }) => {
			const booking = bookingOf(event);
			if (booking) want(event, booking, revert);
		},
		eventLeave: ({ revert }) => {
			dragging.left = { revert };
		},
		eventReceive: ({ event, view }) => {
			const booking = bookingOf(event);
			const { left } = dragging;
			const [start, end] = [event.start, event.end];
			if (!booking || !left || !start || !end) return event.remove();
			// It would stay with the entries of the column that it came from: this one takes it as its own.
			event.remove();
			const { calendar } = view;
			const row = { ...booking, startsAt: start.getTime(), endsAt: end.getTime() };
			const mine = calendar.addEvent(bookingInput(row, true), true);
			if (!mine) return left.revert();
			want(mine, booking, () => {
				mine.remove();
				left.revert();
			});
		}
	};
}
