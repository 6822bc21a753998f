import type { BookingRow } from '$lib/server/bookings/row';
import type { ShownFieldworker, ShownService } from '$lib/server/bookings/shown-choices';
import type { BlockedEvent } from '$lib/server/occupancy/blocked-events';
import type { HeldTime } from '$lib/server/holds/between';

/** How much of the calendar is shown: `team` is one day with a column for each fieldworker. */
export type BoardView = 'month' | 'week' | 'day' | 'list' | 'team';

/** A stretch of time, half-open, in epoch milliseconds. */
export type BoardRange = { from: number; until: number };

/** When somebody works in a stretch of time; instants. Without a fieldworker it is the business. */
export type OpenHours = { fieldworkerId: number | null; from: number; until: number };

/** What stands in a stretch of time. `now` is the database's clock, for the countdown of holds. */
export type BoardAnswer = {
	bookings: BookingRow[];
	blocked: BlockedEvent[];
	holds: HeldTime[];
	open: OpenHours[];
	now: number;
};

/** What is left out of the board; empty lists leave out nothing. */
export type BoardFilter = {
	fieldworkerIds: number[];
	serviceIds: number[];
	statuses: BookingRow['status'][];
	search: string;
};

/**
 * A booking that somebody has dragged, resized or wants moved by the dialog. The calendar shows it
 * at its new place already; `putBack` takes it back to the old one.
 */
export type WantedMove = {
	booking: BookingRow;
	startsAt: number;
	endsAt: number;
	fieldworkerId: number;
	putBack: () => void;
};

/** A stretch of free calendar that somebody has selected, for a new booking or a blocked event. */
export type WantedTime = { startsAt: number; endsAt: number; fieldworkerId: number | null };

/** What the calendar calls when somebody does something on it. */
export type Acts = {
	/** Says what the move would mean, asks, saves; puts it back where it is refused or given up. */
	move(wanted: WantedMove): void;
	/** Offers a new booking or a blocked event in that time. */
	select(wanted: WantedTime): void;
	/** Opens the panel of a booking. */
	open(bookingId: number): void;
	/** Opens the dialog by which a booking is moved without dragging. */
	openMove(booking: BookingRow): void;
	/** Whether this booking is being moved by this page: news leaves it where it is until it is done. */
	isMoving(bookingId: number): boolean;
	/** A fieldworker's own board is read only. */
	readonly mayEdit: boolean;
};

/** Who and what can be shown, for columns and filters, in their order. */
export type BoardFieldworker = ShownFieldworker;
export type BoardService = ShownService;

/** What the board shows is read here; to be made while the page's component is made. */
export type BoardData = {
	/**
	 * What stands in a stretch of time, with the present filter: as kept, or read now. Null when it
	 * could not be read; `fault` then says why.
	 */
	read(range: BoardRange): Promise<BoardAnswer | null>;
	/** Reads what is likely to be asked for next, when there is nothing else to do. */
	prefetch(ranges: BoardRange[]): void;
	/** Reactive; the same object until somebody changes it. */
	readonly filter: BoardFilter;
	readonly fault: 'signed out' | 'failed' | undefined;
};

/** The activity feed, as far as the calendar uses it. */
export type BoardFeed = {
	/** What was last done with a booking while this page was open: "Moved by customer". */
	latest(bookingId: number): { at: number; words: string } | undefined;
	/** When it has been read again after the last news. */
	settled(): Promise<void>;
};
