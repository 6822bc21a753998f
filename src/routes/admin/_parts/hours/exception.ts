import { z } from 'zod';
import { addDays, dayNumber, type LocalDate } from '$lib/scheduling/zoned-time';
import type { NotedException } from '$lib/server/hours/read';
import { words } from '../whole';
import { consentFields } from './consent';
import { readSpans } from './spans';

const LONGEST = 366;
const ROWS = [0, 1];
// What is no date ends the check: what follows counts days.
const date = z.iso
	.date({ error: 'Choose a date.', abort: true })
	.refine((day) => day >= '2000' && day < '2200', 'Choose a date that is closer to today.');

/** Days with other hours, as their form holds them; closed without any. */
export const exceptionForm = z
	.object({
		fromDate: date,
		/** Empty: that one day. */
		untilDate: z.union([z.literal(''), date], {
			error: 'Choose a date, or leave this empty.'
		}),
		kind: z.enum(['closed', 'hours'], 'Choose one of these.').default('closed'),
		opens: z.string().max(20).array().max(2),
		closes: z.string().max(20).array().max(2),
		note: words(120),
		...consentFields
	})
	.superRefine((form, context) => {
		const say = (path: (string | number)[], message: string) =>
			context.addIssue({ code: 'custom', path, message });
		const until = form.untilDate || form.fromDate;
		if (until < form.fromDate) say(['untilDate'], 'This is before the first day.');
		else if (dayNumber(until) - dayNumber(form.fromDate) >= LONGEST) {
			say(['untilDate'], 'Choose a year at most, and the rest after it.');
		}
		if (form.kind === 'closed') return;
		const { spans, problems } = readSpans(form, ROWS);
		for (const { field, index, words: wrong } of problems) say([field, index], wrong);
		if (spans.length + problems.length === 0) say(['opens', 0], 'Type a time like 09:00.');
	});

export type ExceptionForm = z.infer<typeof exceptionForm>;

/** Nothing chosen yet. */
export const emptyException = (): ExceptionForm => ({
	fromDate: '',
	untilDate: '',
	kind: 'closed',
	opens: ['', ''],
	closes: ['', ''],
	note: '',
	seen: '',
	ask: []
});

/** An exception for each of the days that a valid form says. */
export function exceptionsOf(form: ExceptionForm): NotedException[] {
	const spans = form.kind === 'closed' ? [] : readSpans(form, ROWS).spans;
	return datesOf(form.fromDate, form.untilDate || form.fromDate).map((day) => ({
		date: day,
		spans,
		note: form.note
	}));
}

/** Every date from the first to the last. */
export const datesOf = (first: LocalDate, last: LocalDate): LocalDate[] =>
	Array.from({ length: dayNumber(last) - dayNumber(first) + 1 }, (_, days) => addDays(first, days));

/** Days in a row that have the same hours and the same note, as one. */
export type Stretch = Omit<NotedException, 'date'> & { from: LocalDate; until: LocalDate };

/** Exceptions by date, those that are the same day after day taken together. */
export function stretchesOf(exceptions: readonly NotedException[]): Stretch[] {
	const stretches: Stretch[] = [];
	for (const { date: day, spans, note } of exceptions) {
		const last = stretches.at(-1);
		const goesOn =
			last &&
			addDays(last.until, 1) === day &&
			last.note === note &&
			JSON.stringify(last.spans) === JSON.stringify(spans);
		if (goesOn) last.until = day;
		else stretches.push({ from: day, until: day, spans, note });
	}
	return stretches;
}
