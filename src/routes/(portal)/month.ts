import { z } from 'zod';
import {
	addMonths,
	firstOf,
	LOOKED_THROUGH,
	monthOf,
	type MonthOfTimes,
	type ReadDays
} from '$lib/components/times/months';
import { PARTS } from '$lib/components/times/parts';
import { firstStart, readersDays, type Reader } from '$lib/components/times/readers-days';
import { slotBounds, type Policy } from '$lib/scheduling/policy';
import { addDays, localDate, startOfDay } from '$lib/scheduling/zoned-time';
import type { DateRange, Offer } from '$lib/server/offer';
import { properZone } from '$lib/time-zones';

/** The last instant that an address or a form may name: enough for a century. */
const LATEST = Date.UTC(2100, 0, 1);

/** An instant in epoch milliseconds. */
export const instant = z.number().int().min(1).max(LATEST);

const choice = z.object({
	month: z
		.string()
		.regex(/^20\d\d-(0[1-9]|1[0-2])$/)
		.optional()
		.catch(undefined),
	day: z.iso.date().startsWith('20').optional().catch(undefined),
	at: z.coerce.number().pipe(instant).optional().catch(undefined),
	part: z.enum(PARTS).optional().catch(undefined)
});

/** What was chosen so far, from the address; what cannot be read counts as not chosen. */
export const readChoice = (query: URLSearchParams) => choice.parse(Object.fromEntries(query));

const zone = z.object({ zone: z.string().max(64).optional().catch(undefined) });

/** In whose zone a month is read, from the address; undefined for the business's. */
export const readZone = (query: URLSearchParams): string | undefined =>
	properZone(zone.parse(Object.fromEntries(query)).zone ?? '') ?? undefined;

/**
 * Which times can be on offer: the business's dates, `from` up to, not including, `until`, and today,
 * the first and the last date as the reader's calendar has them.
 */
type Bounds = ReturnType<typeof datesOnOffer>;

/** The bounds for a reader in a zone of their own, who reads of a business in another one. */
export function datesOnOffer(flags: Policy, now: number, rulesZone: string, timeZone = rulesZone) {
	const { earliest, latest } = slotBounds(flags, now, rulesZone);
	return {
		rulesZone,
		timeZone,
		from: localDate(rulesZone, earliest),
		until: addDays(localDate(rulesZone, latest), 1),
		first: localDate(timeZone, earliest),
		last: localDate(timeZone, latest),
		today: localDate(timeZone, now)
	};
}

/** What of the times is wanted: a month or a day to look at, and what can be chosen. */
type Wanted = { month?: string | undefined; day?: string | undefined } & Pick<
	Reader,
	'part' | 'present'
>;
type ReadOffer = (range: DateRange) => Promise<Offer | null>;

/** How many further months without a time are passed over, when none was asked for. */
const FURTHER = 3;

/**
 * The month to show and its times: the one asked for, else the one of the day asked for or today,
 * or the next that has times to choose, if one of the next ones has. Null when the offer is.
 */
export async function readMonth(
	bounds: Bounds,
	wanted: Wanted,
	readOffer: ReadOffer
): Promise<MonthOfTimes | null> {
	const { timeZone, first, last, today } = bounds;
	const { part, present } = wanted;
	const lastMonth = monthOf(last);
	let month = wanted.month ?? monthOf(wanted.day ?? first);
	if (month < monthOf(first)) month = monthOf(first);
	if (month > lastMonth) month = lastMonth;

	const choosable = (read: ReadDays) =>
		readersDays(read, { timeZone, month, part, present }).filter(({ starts }) => starts.length > 0);
	const opened = month;
	const atFirst = await readDays(rangeOf(month, bounds), readOffer);
	let read = atFirst;
	for (let step = 0; step < FURTHER && !wanted.month; step++) {
		if (!read || choosable(read).length > 0 || month >= lastMonth) break;
		month = addMonths(month, 1);
		read = await readDays(rangeOf(month, bounds), readOffer);
	}
	if (!read) return null;
	if (choosable(read).length === 0) [month, read] = [opened, atFirst!];
	const { realTime, ...days } = read;
	const found = choosable(days);
	const nearest = found.find(({ date }) => date >= (wanted.day ?? '')) ?? found.at(-1);
	const soonest = await readSoonest(bounds, days, wanted, readOffer);
	const open = { day: nearest?.date ?? null, ...(part && { part }) };
	return { month, timeZone, realTime, ...days, first, last, today, ...open, soonest };
}

/** The business's dates that a month of the reader's touches, of those that can have times. */
function rangeOf(month: string, { timeZone, rulesZone, from, until }: Bounds): DateRange {
	const first = localDate(rulesZone, startOfDay(timeZone, firstOf(month)));
	const last = localDate(rulesZone, startOfDay(timeZone, firstOf(addMonths(month, 1))) - 1);
	return { from: first < from ? from : first, until: last < until ? addDays(last, 1) : until };
}

async function readDays(range: DateRange, readOffer: ReadOffer) {
	const offer = await readOffer(range);
	if (!offer) return null;
	const { days, version, at, realTime } = offer;
	return { days, version, at, realTime, ...range };
}

/** How many days are looked at first; each time there was nothing, twice as many. */
const LOOK = 14;

/**
 * The first day of all that has a time to choose, in the days that were read or around them; null
 * where there is none in the next half year.
 */
async function readSoonest(
	{ timeZone, from, until }: Bounds,
	known: ReadDays,
	{ part, present }: Wanted,
	readOffer: ReadOffer
): Promise<ReadDays | null> {
	const firstDayOf = (read: ReadDays): ReadDays | null => {
		const start = firstStart(readersDays(read, { timeZone, part, present }));
		const day = read.days.find(({ starts }) => start !== null && starts.includes(start));
		return day ? { ...read, from: day.date, until: addDays(day.date, 1), days: [day] } : null;
	};
	const look = async (date: string, end: string): Promise<ReadDays | null> => {
		let next = date;
		for (let length = LOOK; next < end; length *= 2) {
			const after = addDays(next, length);
			const range = { from: next, until: after < end ? after : end };
			const read = await readDays(range, readOffer);
			const found = read && firstDayOf(read);
			if (!read || found) return found;
			next = range.until;
		}
		return null;
	};
	const farthest = addDays(from, LOOKED_THROUGH);
	const end = until < farthest ? until : farthest;
	const before = await look(from, known.from < end ? known.from : end);
	// Beyond that it is not known what lies between.
	if (before || known.from > end) return before;
	return firstDayOf(known) ?? (await look(known.until, end));
}

/** Whether a start is among the times of a month. */
export const offers = (times: ReadDays | null, start: number): boolean =>
	times?.days.some(({ starts }) => starts.includes(start)) ?? false;
