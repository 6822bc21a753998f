import { offsetAt, offsetsBetween } from './zone-offsets.ts';

export { isTimeZone, offsetAt, zoneNamed } from './zone-offsets.ts';

/** A calendar date as people write it down, `YYYY-MM-DD`, in the years 0001 to 9999. */
export type LocalDate = string;

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The date that the zone's calendars show at this instant. RangeError outside the years 1-9999. */
export function localDate(zone: string, instant: number): LocalDate {
	return dateOf(Math.floor((instant + offsetAt(zone, instant)) / DAY));
}

/** The minutes since 00:00 that the zone's clocks show at this instant, 0 to 1439. */
export function minuteOfDay(zone: string, instant: number): number {
	const minutes = Math.floor((instant + offsetAt(zone, instant)) / MINUTE);
	return minutes - Math.floor(minutes / 1440) * 1440;
}

/**
 * The first instant at which the zone's clocks show this date and minute of the day (R11).
 * Of a doubled hour that is the first pass. What is never shown (a missing hour, Apia's missing
 * day) gives the instant of the jump. So a later wall clock never gives an earlier instant.
 * Minutes past 1440 run into the next days. RangeError for a bad date or zone.
 */
export function instantOf(zone: string, date: LocalDate, minute: number): number {
	return instantOfWall(zone, dayNumber(date) * DAY + minute * MINUTE);
}

/** The same for a wall clock given as the milliseconds that UTC would have when it shows it. */
export function instantOfWall(zone: string, wall: number): number {
	const before = offsetAt(zone, wall - DAY);
	if (before === offsetAt(zone, wall + DAY)) return wall - before;
	// The clocks change within a day of it: find the first stretch that reaches this wall clock.
	for (const span of offsetsBetween(zone, wall - DAY, wall + DAY)) {
		if (wall < span.until + span.offset) return Math.max(span.from, wall - span.offset);
	}
	throw new RangeError(`${zone} is more than a day from UTC at ${wall}`);
}

/** The first instant of this date in the zone; not always 00:00, which may be missing (R11). */
export function startOfDay(zone: string, date: LocalDate): number {
	return instantOf(zone, date, 0);
}

/** The first instant that is no longer this date in the zone: the start of the next one. */
export function endOfDay(zone: string, date: LocalDate): number {
	return instantOf(zone, date, 1440);
}

/** The date `days` calendar days later (earlier when negative). RangeError for a bad date. */
export function addDays(date: LocalDate, days: number): LocalDate {
	return dateOf(dayNumber(date) + days);
}

/** The day of the week by ISO 8601: Monday 1 to Sunday 7. RangeError for a bad date. */
export function weekdayOf(date: LocalDate): number {
	return weekdayOfDay(dayNumber(date));
}

/** Every date from `from` up to, not including, `until`. RangeError for a bad date. */
export function datesBetween(from: LocalDate, until: LocalDate): LocalDate[] {
	const dates: LocalDate[] = [];
	const end = dayNumber(until);
	for (let day = dayNumber(from); day < end; day++) dates.push(dateOf(day));
	return dates;
}

/** The days from 1970-01-01 to this date. RangeError for what is no date, such as 2026-02-30. */
export function dayNumber(date: LocalDate): number {
	const day = Date.parse(`${date}T00:00:00Z`) / DAY;
	if (!/^\d{4}-\d\d-\d\d$/.test(date) || dateOf(day) !== date) {
		throw new RangeError(`Not a date: ${date}`);
	}
	return day;
}

/** The date that many days after 1970-01-01. RangeError outside the years 1 to 9999. */
function dateOf(day: number): LocalDate {
	if (!(day >= -719_162 && day <= 2_932_896)) throw new RangeError(`Not a day: ${day}`);
	return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The ISO day of the week of a day number: 1970-01-01 was a Thursday. */
export function weekdayOfDay(day: number): number {
	return ((((day + 3) % 7) + 7) % 7) + 1;
}
