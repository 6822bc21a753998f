import { z } from 'zod';
import type { WeeklySpan } from '$lib/scheduling/working-hours';
import { openedField } from '../meanwhile';
import { consentFields } from './consent';
import { readSpans, timeOf, type TypedTimes } from './spans';

const time = z.string().max(20);

/**
 * Weekly hours as their form holds them: a row for each span, in three lists, so that it works
 * without JavaScript. The rows stand day by day.
 */
export const weeklyForm = z
	.object({
		weekday: z
			.string()
			.regex(/^[1-7]$/)
			.array()
			.max(100),
		opens: time.array().max(100),
		closes: time.array().max(100),
		...consentFields,
		...openedField
	})
	.superRefine((form, context) => {
		for (const day of WEEKDAYS) {
			for (const { field, index, words } of readSpans(form, rowsOf(form, day)).problems) {
				context.addIssue({ code: 'custom', path: [field, index], message: words });
			}
		}
	});

export type WeeklyForm = z.infer<typeof weeklyForm>;
type Rows = TypedTimes & { weekday: readonly string[] };

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** The days of the week as the business begins it: 1 is Monday. */
export const daysFrom = (weekStart: number) =>
	WEEKDAYS.map((_, index) => ((weekStart - 1 + index) % 7) + 1);

/** The indices of a day's rows. */
export const rowsOf = ({ weekday }: Rows, day: number): number[] =>
	[...weekday.keys()].filter((index) => weekday[index] === String(day));

/** The form of weekly hours, its days in the order in which they are shown. */
export function formOfWeekly(weekly: readonly WeeklySpan[], weekStart: number): WeeklyForm {
	const rows = daysFrom(weekStart).flatMap((day) =>
		weekly
			.filter(({ weekday }) => weekday === day)
			.toSorted((a, b) => a.opensMinute - b.opensMinute)
	);
	return {
		weekday: rows.map((row) => String(row.weekday)),
		opens: rows.map((row) => timeOf(row.opensMinute)),
		closes: rows.map((row) => timeOf(row.closesMinute)),
		seen: '',
		ask: [],
		opened: ''
	};
}

/** The weekly hours that a valid form says. */
export const weeklyOf = (form: Rows): WeeklySpan[] =>
	WEEKDAYS.flatMap((weekday) =>
		readSpans(form, rowsOf(form, weekday)).spans.map((span) => ({ weekday, ...span }))
	);

/**
 * Puts the rows that a page without JavaScript has for more hours (`moreWeekday`, `moreOpens`,
 * `moreCloses`) among the others, where anything was typed in them.
 */
export function withMoreRows(posted: FormData, weekStart: number): FormData {
	const list = (name: string) => posted.getAll(name).map(String);
	const take = (names: readonly [string, string, string]) => {
		const [days, opens, closes] = names.map(list) as [string[], string[], string[]];
		return days.map((day, index) => ({
			day,
			opens: opens[index] ?? '',
			closes: closes[index] ?? ''
		}));
	};
	const more = take(['moreWeekday', 'moreOpens', 'moreCloses']).filter(
		({ opens, closes }) => opens || closes
	);
	if (more.length === 0) return posted;
	const order = daysFrom(weekStart).map(String);
	const rows = [...take(['weekday', 'opens', 'closes']), ...more].toSorted(
		(a, b) => order.indexOf(a.day) - order.indexOf(b.day)
	);
	for (const name of ['weekday', 'opens', 'closes']) posted.delete(name);
	for (const { day, opens, closes } of rows) {
		posted.append('weekday', day);
		posted.append('opens', opens);
		posted.append('closes', closes);
	}
	return posted;
}
