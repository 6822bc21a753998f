import { z } from 'zod';
import type { WeeklySpan } from '$lib/scheduling/working-hours';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Type a time like 14:30.');

/**
 * Opening hours as this step holds them: one stretch a day, all seven days from Monday on. Of those
 * that are closed the times are kept, and count for nothing.
 */
export const hoursStep = z
	.object({
		open: z.array(z.string().regex(/^[1-7]$/)).max(7),
		from: z.array(z.string().max(5)).length(7),
		until: z.array(z.string().max(5)).length(7)
	})
	.superRefine(({ open, from, until }, context) => {
		if (open.length === 0) {
			context.addIssue({ code: 'custom', path: ['open'], message: 'Choose at least one day.' });
		}
		for (const weekday of open) {
			const day = Number(weekday) - 1;
			const typed = [time.safeParse(from[day]), time.safeParse(until[day])];
			if (typed.some(({ success }) => !success)) {
				context.addIssue({
					code: 'custom',
					path: ['from', day],
					message: 'Type two times, like 9:00 and 17:30.'
				});
			} else if (minuteOf(from[day]!) >= endMinuteOf(until[day]!)) {
				context.addIssue({
					code: 'custom',
					path: ['from', day],
					message: 'The end has to come after the beginning.'
				});
			}
		}
	});

export type HoursStep = z.infer<typeof hoursStep>;

const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
/** Midnight ends a day. */
const endMinuteOf = (text: string) => minuteOf(text) || 1440;
const textOf = (minute: number) =>
	`${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export const weeklyOf = ({ open, from, until }: HoursStep): WeeklySpan[] =>
	open.map(Number).map((weekday) => ({
		weekday,
		opensMinute: minuteOf(from[weekday - 1]!),
		closesMinute: endMinuteOf(until[weekday - 1]!)
	}));

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** The other way round; without any hours yet, office hours to begin with. */
export function hoursStepOf(weekly: readonly WeeklySpan[]): HoursStep {
	const of = (weekday: number) => weekly.find((span) => span.weekday === weekday);
	const isOpen = (weekday: number) => (weekly.length > 0 ? Boolean(of(weekday)) : weekday <= 5);
	return {
		open: WEEKDAYS.filter(isOpen).map(String),
		from: WEEKDAYS.map((weekday) => textOf(of(weekday)?.opensMinute ?? 9 * 60)),
		until: WEEKDAYS.map((weekday) => textOf(of(weekday)?.closesMinute ?? 17 * 60))
	};
}
