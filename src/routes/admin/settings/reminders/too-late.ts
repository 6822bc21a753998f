import type { Policy } from '$lib/scheduling/policy';
import { remindersFor } from '$lib/scheduling/reminders';
import { instantOf } from '$lib/scheduling/zoned-time';
import type { ReminderSettings } from '$lib/server/settings/change-reminders';

/** Whether a reminder comes too late to do something online: for every appointment, for some, or none. */
type TooLate = 'always' | 'sometimes' | 'never';

type Settings = Pick<ReminderSettings, 'quietHours'>;
/** What the business allows online, and until how many hours before. */
export type Windows = Pick<
	Policy,
	'allowReschedule' | 'allowCancel' | 'rescheduleNoticeHours' | 'cancelNoticeHours'
>;

const MINUTE = 60_000;
const STEP = 15;
// The time of day counts alone, so any day will do on which no clocks change.
const ZONE = 'UTC';
const DAY = '2026-03-03';

/**
 * How many minutes before the start a reminder is really sent, by quiet hours, for the starts that a day
 * has outside of them.
 */
function leadsOf(minutes: number, { quietHours }: Settings): number[] {
	const starts = Array.from({ length: (24 * 60) / STEP }, (_, step) => step * STEP);
	return starts
		.filter((minute) => !quietHours || !isQuiet(minute, quietHours))
		.map((minute) => instantOf(ZONE, DAY, minute))
		.flatMap((startsAt) =>
			remindersFor({ startsAt, reminderMinutes: [minutes], quietHours, timeZone: ZONE }).map(
				({ dueAt }) => (startsAt - dueAt) / MINUTE
			)
		);
}

function isQuiet(minute: number, { fromMinute, untilMinute }: NonNullable<Settings['quietHours']>) {
	return fromMinute < untilMinute
		? minute > fromMinute && minute < untilMinute
		: minute > fromMinute || minute < untilMinute;
}

/** Whether a reminder of so many minutes before comes within a notice window of so many hours. */
export function tooLate(minutes: number, noticeHours: number, settings: Settings): TooLate {
	const leads = leadsOf(minutes, settings);
	// At the end of the window itself it is too late.
	const late = leads.filter((lead) => lead <= noticeHours * 60).length;
	if (late === 0) return 'never';
	return late === leads.length ? 'always' : 'sometimes';
}

/** "reschedule or cancel online (24 hours’ notice)": all for which a reminder comes `when` too late. */
export function sayTooLate(
	minutes: number,
	when: TooLate,
	{ settings, policy }: { settings: Settings; policy: Windows }
): string {
	const actions = [
		{ name: 'reschedule', allowed: policy.allowReschedule, hours: policy.rescheduleNoticeHours },
		{ name: 'cancel', allowed: policy.allowCancel, hours: policy.cancelNoticeHours }
	];
	const late = actions.filter(
		({ allowed, hours }) => allowed && tooLate(minutes, hours, settings) === when
	);
	const byHours = [...Map.groupBy(late, ({ hours }) => hours)].map(([hours, of]) => {
		const names = of.map(({ name }) => name).join(' or ');
		return `${names} online (${hours} ${hours === 1 ? 'hour’s' : 'hours’'} notice)`;
	});
	return byHours.join(', or to ');
}
