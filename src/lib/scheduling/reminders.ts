import { addDays, instantOf, localDate, offsetAt } from './zoned-time.ts';

/**
 * Hours in which nobody is reminded, in minutes of the day on the business's wall clock: from `fromMinute`
 * until `untilMinute`, over midnight where that is earlier.
 */
export type QuietHours = { fromMinute: number; untilMinute: number };

/** A reminder: how many minutes before the start it was meant for, and when it goes out. */
export type PlannedReminder = { minutesBefore: number; dueAt: number };

/** The last reminder that went out of an appointment, how long before the start it was meant for. */
export type LastReminder = { minutesBefore: number; at: number };

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * The reminders of an appointment, in order. Minutes before the start are elapsed time, as with notice
 * windows: 1440 are 24 hours, whatever clocks do meanwhile. What would be due within quiet hours goes
 * out when they begin, so that it is still of use; of those that this brings to the same instant the
 * one nearest to the start stays. Instants in epoch milliseconds; `timeZone` is the business's (R11).
 */
export function remindersFor({
	startsAt,
	reminderMinutes,
	quietHours,
	timeZone
}: {
	startsAt: number;
	reminderMinutes: readonly number[];
	quietHours: QuietHours | null;
	timeZone: string;
}): PlannedReminder[] {
	const planned: PlannedReminder[] = [];
	for (const minutesBefore of [...reminderMinutes].sort((one, other) => one - other)) {
		const wanted = startsAt - minutesBefore * MINUTE;
		const dueAt = quietHours ? outsideQuiet(wanted, quietHours, timeZone) : wanted;
		if (planned[0]?.dueAt !== dueAt) planned.unshift({ minutesBefore, dueAt });
	}
	return planned;
}

/** Whether it is too late to remind: more than half of the time that the reminder gave has passed. */
export const isTooLate = (dueAt: number, startsAt: number, now: number): boolean =>
	now - dueAt > (startsAt - dueAt) / 2;

/**
 * Whether a customer has been told it already, by the schedule as it was: that reminder went out, or one
 * nearer to the start.
 */
export const isTold = ({ minutesBefore }: PlannedReminder, last: LastReminder): boolean =>
	minutesBefore >= last.minutesBefore;

/**
 * Whether a reminder that is new in the schedule would come too soon after the last one to be of use:
 * sooner than half of the time that it gives.
 */
export const isTooSoon = (
	{ dueAt }: PlannedReminder,
	last: LastReminder,
	startsAt: number
): boolean => dueAt - last.at < (startsAt - dueAt) / 2;

/** The instant itself, or when the quiet hours began that it falls in. */
function outsideQuiet(wanted: number, quiet: QuietHours, zone: string): number {
	const today = localDate(zone, wanted);
	let at = wanted;
	// A day on which clocks go back may be quiet from the end of the quiet hours before it on.
	for (const days of [0, -1, -2]) {
		const { begins, ends } = quietFrom(addDays(today, days), quiet, zone);
		if (begins < at && at < ends) at = begins;
	}
	return at;
}

/** When the quiet hours end that an instant falls in; null where it falls in none. */
export function quietUntil(at: number, quiet: QuietHours, zone: string): number | null {
	const today = localDate(zone, at);
	for (const days of [0, -1, -2]) {
		const { begins, ends } = quietFrom(addDays(today, days), quiet, zone);
		if (begins <= at && at < ends) return ends;
	}
	return null;
}

/** The quiet hours that begin on this date. */
function quietFrom(date: string, { fromMinute, untilMinute }: QuietHours, zone: string) {
	const lastMinute = untilMinute > fromMinute ? untilMinute : untilMinute + 1440;
	return {
		begins: instantOf(zone, date, fromMinute),
		ends: secondPass(zone, instantOf(zone, date, lastMinute))
	};
}

/** When clocks show again what they show now, where they go back in between: it is as late as before. */
function secondPass(zone: string, first: number): number {
	const back = offsetAt(zone, first) - offsetAt(zone, first + DAY);
	const again = first + back;
	return back > 0 && offsetAt(zone, again) === offsetAt(zone, first) - back ? again : first;
}
