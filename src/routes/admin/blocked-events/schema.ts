import { z } from 'zod';
import { endOfDay, instantOf } from '$lib/scheduling/zoned-time';
import type { StrandedBooking } from '$lib/server/bookings/stranded';
import { consentFields } from '../_parts/hours/consent';

const date = z.iso
	.date({ error: 'Choose a date.', abort: true })
	.refine((day) => day >= '2000' && day < '2200', 'Choose a date that is closer to today.');
const time = z.union(
	[z.literal(''), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)],
	'Type a time like 14:30, or leave this empty.'
);

/** A blocked event as its form holds it: wall clock of the business's zone. */
export const blockForm = z.object({
	who: z.string().regex(/^(everybody|[1-9]\d{0,8})$/, 'Choose whom this is for.'),
	fromDate: date,
	/** Empty: from when the day begins. */
	fromTime: time,
	/** Empty: the same day. */
	untilDate: z.union([z.literal(''), date], 'Choose a date, or leave this empty.'),
	/** Empty: until the day ends. */
	untilTime: time,
	title: z
		.string()
		.trim()
		.max(120, 'Keep this to 120 characters at most.')
		.refine((words) => !words.includes('\0'), 'There is a character in this that cannot be kept.'),
	...consentFields
});

export type BlockForm = z.infer<typeof blockForm>;

/** What came of it, for the form to say: how many bookings are in that time, or which would be. */
export type BlockAnswer =
	| { done: true; when: string; bookings: number; asked: number }
	| { done: false; stranded: StrandedBooking[] };

/** Milliseconds that one blocked event may take, and what is said of more. */
export const LONGEST = 366 * 86_400_000;
export const TOO_LONG = 'Block a year at most, and the rest after it.';

type Period = { startsAt: number; endsAt: number };
type Problem = { field: 'untilDate' | 'untilTime'; words: string };

/**
 * The instants that a form's wall clock means in the business's zone (R11), or what is wrong with
 * them and beside which field to say so.
 */
export function periodOf(form: BlockForm, zone: string, now: number): Period | Problem {
	const untilDate = form.untilDate || form.fromDate;
	const startsAt = instantOf(zone, form.fromDate, minuteOf(form.fromTime));
	const endsAt = form.untilTime
		? instantOf(zone, untilDate, minuteOf(form.untilTime))
		: endOfDay(zone, untilDate);

	if (untilDate < form.fromDate) {
		return { field: 'untilDate', words: 'This is before the day on which it begins.' };
	}
	if (startsAt === endsAt && form.fromTime < form.untilTime) {
		const words = 'Clocks go forward over this time on that day, so there is nothing to block.';
		return { field: 'untilTime', words };
	}
	if (startsAt >= endsAt) {
		const words = 'This is not after it begins. For the whole day, leave this empty.';
		return { field: 'untilTime', words };
	}
	if (endsAt <= now) return { field: 'untilDate', words: 'This is over already.' };
	if (endsAt - startsAt > LONGEST) {
		return { field: 'untilDate', words: TOO_LONG };
	}
	return { startsAt, endsAt };
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
