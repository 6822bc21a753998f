import { slotBounds } from '../scheduling/policy.ts';
import { slotsOfAny, type Calendar, type SlotRules } from '../scheduling/slots.ts';
import { openings } from '../scheduling/working-hours.ts';
import {
	addDays,
	endOfDay,
	localDate,
	startOfDay,
	type LocalDate
} from '../scheduling/zoned-time.ts';
import { readClock } from './database/clock.ts';
import type { Queryable } from './database/connection.ts';
import { readTaken } from './occupancy/taken.ts';
import { requireBusiness } from './settings/business.ts';
import { readFlags } from './settings/flags.ts';
import { readHours } from './working-hours.ts';
import type { Wish } from './wish.ts';

/** The times on offer for some days. Starts in epoch milliseconds, dates in the business's zone. */
export type Availability = {
	version: number;
	timeZone: string;
	realTime: boolean;
	times: { start: number; fieldworkerIds: number[] }[];
};

const DAY = 86_400_000;
/** Hours are read some days beyond those asked for, because an open run may cross midnight. */
const DAYS_AROUND = 2;

/**
 * Works out the times that a customer may choose from `from` up to, not including, `until`: within
 * working hours, lead time and the furthest day, and, with real-time availability on, free (R10).
 * With `within: 'hours'` it answers as if nothing were taken.
 *
 * Versions only grow, so of two answers for a day the one with the higher version is the newer
 * (R8). Call it inside a snapshot where that matters.
 */
export async function readAvailability(
	sql: Queryable,
	wish: Wish,
	range: { from: LocalDate; until: LocalDate; within?: 'free' | 'hours' }
): Promise<Availability> {
	const [business, flags, now, version] = await Promise.all([
		requireBusiness(sql),
		readFlags(sql),
		readClock(sql),
		readVersion(sql)
	]);
	const zone = business.timeZone;
	const from = startOfDay(zone, range.from);
	const until = endOfDay(zone, addDays(range.until, -1));
	const ids = wish.fieldworkerIds;
	const [hours, taken] = await Promise.all([
		readHours(sql, {
			fieldworkerIds: ids,
			from: addDays(range.from, -DAYS_AROUND),
			until: addDays(range.until, DAYS_AROUND)
		}),
		readTaken(sql, {
			fieldworkerIds: ids,
			from: from - DAY,
			until: until + DAY,
			bookingId: wish.bookingId
		})
	]);
	const free = flags.realTimeAvailability && range.within !== 'hours';
	const calendars: Calendar[] = taken.map(({ fieldworkerId, starts, ends }) => ({
		fieldworkerId,
		openings: openings(hours.of(fieldworkerId), hours.business, zone, range.from, range.until),
		taken: free ? { starts, ends } : { starts: [], ends: [] }
	}));
	const bounds = slotBounds(flags, now, zone);
	const rules: SlotRules = {
		durationMinutes: wish.durationMinutes,
		bufferBeforeMinutes: wish.bufferBeforeMinutes,
		bufferAfterMinutes: wish.bufferAfterMinutes,
		stepMinutes: flags.slotIntervalMinutes,
		earliest: Math.max(bounds.earliest, from),
		latest: Math.min(bounds.latest, until - 1)
	};
	return {
		version,
		timeZone: zone,
		realTime: flags.realTimeAvailability,
		times: slotsOfAny(calendars, rules)
	};
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
 * Up to five starts on offer that are nearest to a wanted one, in order of time (R9): first looked
 * for in the days around it, then in the weeks around.
 */
export async function readNearest(
	sql: Queryable,
	wish: Wish,
	wanted: number,
	count = 5
): Promise<number[]> {
	const { timeZone } = await requireBusiness(sql);
	const date = localDate(timeZone, wanted);
	let starts: number[] = [];
	for (const days of [3, 28]) {
		const range = { from: addDays(date, -days), until: addDays(date, days + 1) };
		const { times } = await readAvailability(sql, wish, range);
		starts = times
			.map(({ start }) => start)
			.filter((start) => start !== wanted)
			.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))
			.slice(0, count);
		if (starts.length === count) break;
	}
	return starts.toSorted((a, b) => a - b);
}
