import { z } from 'zod';
import {
	addMonths,
	firstOf,
	lastOf,
	monthOf,
	type MonthOfTimes
} from '$lib/components/times/months';
import { localDateOf } from '$lib/dates';
import { slotBounds, type Policy } from '$lib/scheduling/policy';
import { addDays } from '$lib/scheduling/zoned-time';
import type { DateRange, Offer } from '$lib/server/offer';

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
	at: z.coerce.number().pipe(instant).optional().catch(undefined)
});

/** What was chosen so far, from the address; what cannot be read counts as not chosen. */
export const readChoice = (query: URLSearchParams) => choice.parse(Object.fromEntries(query));

/** Today, and the first and last date on which a time may be on offer, in the business's zone. */
export function datesOnOffer(flags: Policy, now: number, timeZone: string) {
	const { earliest, latest } = slotBounds(flags, now, timeZone);
	const [first, last, today] = [earliest, latest, now].map((at) => localDateOf(at, timeZone));
	return { first, last, today } as { first: string; last: string; today: string };
}

/** How many further months without a time are passed over, when none was asked for. */
const FURTHER = 3;

/**
 * The month to show and its times: the one asked for, else the one of the day asked for or today,
 * or the next that has times. Null when the offer is.
 */
export async function readMonth(
	bounds: { first: string; last: string; today: string },
	wanted: { month?: string; day?: string },
	readOffer: (range: DateRange) => Promise<Offer | null>
): Promise<MonthOfTimes | null> {
	const lastMonth = monthOf(bounds.last);
	let month = wanted.month ?? monthOf(wanted.day ?? bounds.first);
	if (month < monthOf(bounds.first)) month = monthOf(bounds.first);
	if (month > lastMonth) month = lastMonth;

	let offer = await readOffer(rangeOf(month, bounds));
	for (let step = 0; step < FURTHER && !wanted.month; step++) {
		if (!offer || offer.days.some(({ starts }) => starts.length > 0) || month >= lastMonth) break;
		month = addMonths(month, 1);
		offer = await readOffer(rangeOf(month, bounds));
	}
	if (!offer) return null;
	const { days, version, at, realTime } = offer;
	const choosable = days.filter(({ starts }) => starts.length > 0);
	const nearest = choosable.find(({ date }) => date >= (wanted.day ?? '')) ?? choosable.at(-1);
	return { month, version, at, realTime, days, ...bounds, day: nearest?.date ?? null };
}

function rangeOf(month: string, { first, last }: { first: string; last: string }): DateRange {
	const from = firstOf(month) < first ? first : firstOf(month);
	const until = lastOf(month) > last ? last : lastOf(month);
	return { from, until: addDays(until, 1) };
}

/** Whether a start is among the times of a month. */
export const offers = (times: MonthOfTimes | null, start: number): boolean =>
	times?.days.some(({ starts }) => starts.includes(start)) ?? false;
