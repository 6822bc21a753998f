import { sayLocalDate } from '../../dates.ts';
import { addDays, weekdayOf, type LocalDate } from '../../scheduling/zoned-time.ts';
import type { Words } from '../../words/index.ts';
import type { PartOfDay } from './parts.ts';

/** A month of a calendar, `YYYY-MM`. */
export type Month = string;

/** The starts of a day that are free, and those that somebody else is just taking. */
export type DayOfTimes = { date: LocalDate; starts: number[]; held: number[] };

/**
 * Days as they were read, by the business's dates, as the live rooms have them too: `from` up to, not
 * including, `until`, those with times alone and in order. Instants are epoch milliseconds.
 */
export type ReadDays = {
	/** Of two for the same days the one with the higher version is newer, then the later one (R8). */
	version: number;
	/** The database's clock when it was read. */
	at: number;
	from: LocalDate;
	until: LocalDate;
	days: DayOfTimes[];
};

/**
 * What a calendar of free times shows: the days that a month of its reader's touches, and how far
 * one may leaf. Its own dates are those of its reader's zone.
 */
export type MonthOfTimes = ReadDays & {
	month: Month;
	/** The reader's zone. */
	timeZone: string;
	/** Whether only free times are shown (R10). */
	realTime: boolean;
	/** The first and the last date on which times can be on offer. */
	first: LocalDate;
	last: LocalDate;
	today: LocalDate;
	/** The day that opens with it, if any. */
	day: LocalDate | null;
	/** The part of the day that was asked for: `day` and `soonest` have times of it. */
	part?: PartOfDay;
	/** The first day that has a time to choose, before this month or after it, of those looked through. */
	soonest: ReadDays | null;
};

/** What a calendar of times is asked to show next, or to choose. */
export type Choice = { month: Month; day?: LocalDate; at?: number; part?: PartOfDay | undefined };

/**
 * How many days from the first one on are looked through for the earliest time: a diary that is full
 * may reach years ahead.
 */
export const LOOKED_THROUGH = 180;

/** Whether that is all of the dates that there can be times on. */
export const isLookedThrough = ({ first, last }: Pick<MonthOfTimes, 'first' | 'last'>): boolean =>
	last < addDays(first, LOOKED_THROUGH);

export const monthOf = (date: LocalDate): Month => date.slice(0, 7);
export const firstOf = (month: Month): LocalDate => `${month}-01`;

/** The month so many months later (earlier when negative). */
export function addMonths(month: Month, count: number): Month {
	const [year, number] = month.split('-').map(Number) as [number, number];
	return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The last date of a month. */
export const lastOf = (month: Month): LocalDate => addDays(firstOf(addMonths(month, 1)), -1);

/** The same day of another month, or its last day where that one has fewer. */
export function inMonth(date: LocalDate, month: Month): LocalDate {
	const last = lastOf(month);
	const same = `${month}-${date.slice(8)}`;
	return same < last ? same : last;
}

/** "December 2026" */
export function sayMonth(month: Month, locale: string): string {
	return new Intl.DateTimeFormat(locale, {
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC'
	}).format(Date.parse(`${firstOf(month)}T12:00:00Z`));
}

/**
 * A month as six weeks, so that every month is as tall as every other; null outside the month.
 * `weekStart` is an ISO weekday, 1 for Monday to 7 for Sunday.
 */
export function weeksOf(month: Month, weekStart: number): (LocalDate | null)[][] {
	const first = firstOf(month);
	const lead = (weekdayOf(first) - weekStart + 7) % 7;
	return Array.from({ length: 6 }, (_, week) =>
		Array.from({ length: 7 }, (_, day) => {
			const date = addDays(first, week * 7 + day - lead);
			return monthOf(date) === month ? date : null;
		})
	);
}

/** The weekdays in the order of a week that starts with `weekStart`: spoken name and letters. */
export function weekdayNames(
	locale: string,
	weekStart: number
): Record<'long' | 'short' | 'narrow', string>[] {
	const say = (weekday: 'long' | 'short' | 'narrow', index: number) =>
		new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' })
			// 2024-01-01 was a Monday.
			.format(Date.UTC(2024, 0, weekStart + index));
	return Array.from({ length: 7 }, (_, index) => ({
		long: say('long', index),
		short: say('short', index),
		narrow: say('narrow', index)
	}));
}

/** A day as it is read out: "Tuesday 4 June, 12 times free". */
export const sayFree = (
	date: LocalDate,
	free: number,
	locale: string,
	words: Words['times']
): string => `${sayLocalDate(date, locale)}, ${words.free(free)}`;

/** Where a key takes the focus from a day, by the pattern for date grids; null for other keys. */
export function dayAfterKey(key: string, date: LocalDate, weekStart: number): LocalDate | null {
	const inWeek = (weekdayOf(date) - weekStart + 7) % 7;
	switch (key) {
		case 'ArrowLeft':
			return addDays(date, -1);
		case 'ArrowRight':
			return addDays(date, 1);
		case 'ArrowUp':
			return addDays(date, -7);
		case 'ArrowDown':
			return addDays(date, 7);
		case 'Home':
			return addDays(date, -inWeek);
		case 'End':
			return addDays(date, 6 - inWeek);
		case 'PageUp':
			return inMonth(date, addMonths(monthOf(date), -1));
		case 'PageDown':
			return inMonth(date, addMonths(monthOf(date), 1));
		default:
			return null;
	}
}

/** The day with free times that is nearest to a date; of two as near the later one. */
export function nearestFree(days: readonly DayOfTimes[], date: LocalDate): LocalDate | null {
	const distance = (day: DayOfTimes) => Math.abs(Date.parse(day.date) - Date.parse(date));
	let nearest: DayOfTimes | null = null;
	for (const day of days) {
		if (day.starts.length === 0 || day.date === date) continue;
		if (!nearest || distance(day) <= distance(nearest)) nearest = day;
	}
	return nearest?.date ?? null;
}
