import { timesOnOffer, type TimesOnOffer } from '../scheduling/offer.ts';
import {
	addDays,
	endOfDay,
	localDate,
	startOfDay,
	type LocalDate
} from '../scheduling/zoned-time.ts';
import { readClock } from './database/clock.ts';
import type { Queryable } from './database/connection.ts';
import { findHold } from './holds/holder.ts';
import { readTaken } from './occupancy/taken.ts';
import { requireBusiness } from './settings/business.ts';
import { readFlags } from './settings/flags.ts';
import { readHours } from './working-hours.ts';
import type { Wish } from './wish.ts';

/**
 * The times on offer for some days, as they were at the instant `at` of the database's clock.
 * Starts in epoch milliseconds, dates in the business's zone.
 */
export type Availability = TimesOnOffer & {
	version: number;
	at: number;
	timeZone: string;
	realTime: boolean;
};

const DAY = 86_400_000;
/** How many other times a refusal comes with. */
const NEAREST = 5;
/** Hours are read some days beyond those asked for, because an open run may cross midnight. */
const DAYS_AROUND = 2;

/**
 * Works out the times that a customer may choose from `from` up to, not including, `until`: within
 * working hours, lead time and the furthest day, and, with real-time availability on, free (R10).
 * With `within: 'hours'` it answers as if nothing were taken. Whoever wishes is not in their own
 * way, neither with their booking nor with their hold.
 *
 * Versions only grow, so of two answers for a day the one with the higher version is the newer
 * (R8). Call it inside a snapshot where that matters.
 */
export async function readAvailability(
	sql: Queryable,
	wish: Wish,
	range: { from: LocalDate; until: LocalDate; within?: 'free' | 'hours' }
): Promise<Availability> {
	const [{ timeZone }, policy, now, version, mine] = await Promise.all([
		requireBusiness(sql),
		readFlags(sql),
		readClock(sql),
		readVersion(sql),
		readMine(sql, wish)
	]);
	const fieldworkerIds = wish.fieldworkerIds;
	const [hours, taken] = await Promise.all([
		readHours(sql, {
			fieldworkerIds,
			from: addDays(range.from, -DAYS_AROUND),
			until: addDays(range.until, DAYS_AROUND)
		}),
		readTaken(sql, {
			fieldworkerIds,
			from: startOfDay(timeZone, range.from) - DAY,
			until: endOfDay(timeZone, addDays(range.until, -1)) + DAY
		})
	]);
	const offer = timesOnOffer({ timeZone, policy, hours }, wish, taken, { ...range, now, mine });
	return { version, at: now, timeZone, realTime: policy.realTimeAvailability, ...offer };
}

/** What of the taken time is the wisher's own, as Taken names its owners. */
async function readMine(sql: Queryable, { holder }: Wish): Promise<Set<number>> {
	const mine = new Set<number>();
	if (!holder) return mine;
	if ('bookingId' in holder) mine.add(holder.bookingId);
	const hold = await findHold(sql, holder);
	if (hold) mine.add(-hold.id);
	return mine;
}

/**
 * A number that grows with every change of anybody's occupancy and of the rules. It counts all
 * fieldworkers, not only those who count for the wish: one who leaves must not let it shrink.
 */
async function readVersion(sql: Queryable): Promise<number> {
	const [row] = await sql<{ version: number }[]>`
		select
			coalesce((select version from flags), 0)
				+ coalesce((select sum(occupancy_version) from fieldworker), 0)::bigint as version
	`;
	return row?.version ?? 0;
}

/**
 * What there is in place of a wanted start: up to five starts on offer that are nearest to it, in
 * order of time (R9), first looked for in the days around it, then in the weeks around; and whether
 * it is only held by somebody else. The present start of who wishes is no help.
 */
export async function readInstead(
	sql: Queryable,
	wish: Wish,
	wanted: number,
	present = wanted
): Promise<{ nearest: number[]; held: boolean }> {
	const { timeZone } = await requireBusiness(sql);
	const date = localDate(timeZone, wanted);
	let starts: number[] = [];
	let isHeld = false;
	for (const days of [3, 28]) {
		const range = { from: addDays(date, -days), until: addDays(date, days + 1) };
		const { times, held } = await readAvailability(sql, wish, range);
		isHeld = held.includes(wanted);
		starts = times
			.map(({ start }) => start)
			.filter((start) => start !== wanted && start !== present)
			.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))
			.slice(0, NEAREST);
		if (starts.length === NEAREST) break;
	}
	return { nearest: starts.toSorted((a, b) => a - b), held: isHeld };
}
