import type { BoardChange } from '$lib/live/messages';

/** What a page shows: which bookings, and, for what is not there yet, which stretch of time. */
export type Shown = {
	bookings: readonly number[];
	from?: number;
	until?: number;
	fieldworkerId?: number;
};

/** Whether a change can be seen in what is shown; null is a change of which nothing is known. */
export function touches(change: BoardChange | null, shown: Shown): boolean {
	if (change === null) return true;
	const { bookings, from = -Infinity, until = Infinity, fieldworkerId } = shown;
	return (
		change.bookings.some((id) => bookings.includes(id)) ||
		change.spans.some(
			(span) =>
				span.from < until &&
				span.until > from &&
				(fieldworkerId === undefined || span.fieldworkerId === fieldworkerId)
		)
	);
}
