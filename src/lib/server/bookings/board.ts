import { readClock } from '../database/clock.ts';
import type { Queryable } from '../database/connection.ts';
import { holdsBetween, type HeldTime } from '../holds/between.ts';
import { blockedBetween, type BlockedEvent } from '../occupancy/blocked-events.ts';
import { bookingsBetween, type Wanted } from './between.ts';
import { readOpenHours, type OpenSpan } from './open-hours.ts';
import type { BookingRow } from './row.ts';

/** All that stands in a stretch of time; instants. `now` is the database's clock. */
type Board = {
	bookings: BookingRow[];
	blocked: BlockedEvent[];
	holds: HeldTime[];
	open: OpenSpan[];
	now: number;
};

/**
 * Reads what the board shows from `from` up to `until`: the bookings wanted, what is blocked and held
 * for the fieldworkers wanted, and everybody's hours, all within the reader's scope.
 */
export async function readBoard(
	sql: Queryable,
	from: number,
	until: number,
	wanted: Wanted
): Promise<Board> {
	const { scope, fieldworkerIds = [] } = wanted;
	const [bookings, blocked, holds, open, now] = await Promise.all([
		bookingsBetween(sql, from, until, wanted),
		blockedBetween(sql, from, until, scope),
		holdsBetween(sql, from, until, scope),
		readOpenHours(sql, from, until, scope),
		readClock(sql)
	]);
	// What is for everybody is for those who are wanted as well.
	const isWanted = ({ fieldworkerId: id }: { fieldworkerId: number | null }) =>
		id === null || fieldworkerIds.length === 0 || fieldworkerIds.includes(id);
	return {
		bookings,
		blocked: blocked.filter(isWanted),
		holds: holds.filter(isWanted),
		open,
		now
	};
}
