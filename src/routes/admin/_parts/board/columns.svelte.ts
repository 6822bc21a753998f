import type { BookingRow } from '$lib/server/bookings/row';
import type { BoardAnswer, BoardRange } from './contract';
import type { Elements } from './elements';
import { bookingInput, bookingOf, entryOf, inputsOf, type Part } from './entries';
import { change, renewAll, type Changes, type Column } from './renew';

/** The calendars that are on the board: one, or in Team one for each fieldworker. */
export function openColumns(
	elements: Elements,
	partOf: (fieldworkerId: number | null) => Part,
	isBusy: (id: string) => boolean
) {
	let columns = $state.raw<Column[]>([]);

	return {
		get all() {
			return columns;
		},
		add(column: Column) {
			columns = [...columns, column];
			return () => {
				columns = columns.filter((other) => other !== column);
				column.calendar.destroy();
			};
		},
		/** Lets all of them fetch anew, and so paint everything anew. */
		fetch() {
			for (const { calendar } of columns) calendar.refetchEvents();
		},
		/** Brings all of them to what was just read, and marks what has changed by itself. */
		renew(answer: BoardAnswer): Changes {
			const focused = elements.focused();
			const changes = renewAll(columns, (column) => inputsOf(answer, partOf(column)), isBusy);
			for (const event of changes.events) elements.changed(event, true);
			if (focused && !elements.focus(focused)) {
				columns[0]?.calendar.el.closest<HTMLElement>('[tabindex]')?.focus();
			}
			return changes;
		},
		/** A booking as it stands on the board, which may be ahead of the news. */
		bookingOf(id: string): BookingRow | undefined {
			for (const { calendar } of columns) {
				const event = calendar.getEventById(id);
				if (event) return bookingOf(event);
			}
			return undefined;
		},
		/** Puts a booking where the row says, if that is on view. */
		show(row: BookingRow, { from, until }: BoardRange) {
			for (const { fieldworkerId, calendar } of columns) {
				const event = calendar.getEventById(String(row.id));
				const isHere =
					(fieldworkerId === null || fieldworkerId === row.fieldworkerId) &&
					row.startsAt < until &&
					row.endsAt > from;
				const input = bookingInput(row, true);
				if (!isHere) event?.remove();
				else if (!event) calendar.addEvent(input, true);
				else if (change(event, input)) elements.changed(event, false);
			}
		},
		/** Takes away the holds that have run out. */
		expire(now: number) {
			for (const { calendar } of columns) {
				for (const event of calendar.getEvents()) {
					const entry = entryOf(event);
					if ('held' in entry && entry.held.until <= now) event.remove();
				}
			}
		}
	};
}
