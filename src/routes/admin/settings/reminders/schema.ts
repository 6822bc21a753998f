import { z } from 'zod';
import type { PresentReminders, ReminderSettings } from '$lib/server/settings/change-reminders';
import { openedField, type Meanwhile } from '../../_parts/meanwhile';
import { MOST, minutesOf, partsOf, sayClock, units, type Unit } from './words';

const SHORTEST = 15;
const LONGEST = 30 * 1440;
const LONGEST_QUIET = 23 * 60;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * When customers are reminded, as its form holds it: a row for each reminder, in two lists, so that it
 * works without JavaScript. A row without a number is none.
 */
export const reminderForm = z
	.object({
		amounts: z.string().trim().max(20).array().max(100),
		units: z.enum(units).array().max(100),
		quiet: z.boolean(),
		quietFrom: z.string().max(20),
		quietUntil: z.string().max(20),
		serviceIds: z
			.string()
			.regex(/^[1-9]\d{0,8}$/)
			.array()
			.max(1000),
		...openedField
	})
	.superRefine((form, context) => {
		const wrong = (message: string, ...path: (string | number)[]) =>
			context.addIssue({ code: 'custom', path, message });
		const rows = rowsOf(form);
		for (const [place, { index, minutes }] of rows.entries()) {
			const words = problemOf(minutes, rows.slice(0, place));
			if (words) wrong(words, 'amounts', index);
		}
		if (rows.length > MOST) wrong(`There can be ${MOST} at most.`, 'amounts', rows[MOST]!.index);
		if (!form.quiet) return;
		if (!TIME.test(form.quietFrom)) wrong('Type a time like 21:00.', 'quietFrom');
		if (!TIME.test(form.quietUntil)) wrong('Type a time like 07:00.', 'quietUntil');
		else if (!TIME.test(form.quietFrom)) return;
		else if (form.quietFrom === form.quietUntil) {
			wrong('Quiet hours end at another time than they begin.', 'quietUntil');
		} else if (lengthOf(form) > LONGEST_QUIET) {
			wrong('Leave at least an hour of the day in which customers are reminded.', 'quietUntil');
		}
	});

export type ReminderForm = z.infer<typeof reminderForm>;

/** What came of it: saved, in words, or what others changed meanwhile. */
export type ReminderAnswer = { words?: string; meanwhile?: Meanwhile };

type Typed = Pick<ReminderForm, 'amounts' | 'units'>;
type Row = { index: number; minutes: number };

/** The rows in which something was typed; what is no number is NaN minutes. */
const rowsOf = ({ amounts, units: chosen }: Typed): Row[] =>
	amounts
		.map((amount, index) => ({ amount: amount.trim(), index }))
		.filter(({ amount }) => amount !== '')
		.map(({ amount, index }) => ({
			index,
			minutes: /^\d{1,6}$/.test(amount) ? minutesOf(amount, chosen[index] ?? 'hours') : NaN
		}));

function problemOf(minutes: number, before: readonly Row[]): string | undefined {
	if (Number.isNaN(minutes)) return 'Type a whole number, or remove this reminder.';
	if (minutes < SHORTEST) return `Remind ${SHORTEST} minutes before the start at the latest.`;
	if (minutes > LONGEST) return 'Remind 30 days before the start at the earliest.';
	return before.some((other) => other.minutes === minutes)
		? 'There is a reminder at this time already. Change or remove one.'
		: undefined;
}

export function formOf({ reminderMinutes, quietHours, services }: PresentReminders): ReminderForm {
	const rows = reminderMinutes.map(partsOf);
	return {
		amounts: rows.map(({ amount }) => amount),
		units: rows.map(({ unit }): Unit => unit),
		quiet: quietHours !== null,
		quietFrom: sayClock(quietHours?.fromMinute ?? 21 * 60),
		quietUntil: sayClock(quietHours?.untilMinute ?? 7 * 60),
		serviceIds: services.filter(({ reminders }) => reminders).map(({ id }) => String(id)),
		opened: ''
	};
}

/** What a form says; of one that is not right yet, as much of it as is. */
export function settingsOf(form: ReminderForm): ReminderSettings {
	const { quiet, quietFrom, quietUntil } = form;
	const hasQuiet = quiet && TIME.test(quietFrom) && TIME.test(quietUntil);
	return {
		reminderMinutes: rowsOf(form)
			.map(({ minutes }) => minutes)
			.filter((minutes) => minutes >= SHORTEST && minutes <= LONGEST),
		quietHours:
			hasQuiet && quietFrom !== quietUntil
				? { fromMinute: minuteOf(quietFrom), untilMinute: minuteOf(quietUntil) }
				: null,
		serviceIds: form.serviceIds.map(Number)
	};
}

/** How many minutes of the day are quiet. */
const lengthOf = ({ quietFrom, quietUntil }: Pick<ReminderForm, 'quietFrom' | 'quietUntil'>) =>
	(minuteOf(quietUntil) - minuteOf(quietFrom) + 1440) % 1440;

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
