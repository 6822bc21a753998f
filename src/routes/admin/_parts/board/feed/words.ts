import { sayTime, sayWhenBriefly, type Place } from '$lib/dates';
import type { Activity } from '$lib/server/bookings/activity';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const channels = {
	email_link: 'by email link',
	portal: 'in the portal',
	public: 'on the booking page',
	staff: '',
	system: ''
} as const;

const marks = {
	booked: 'Booked',
	moved: 'Moved',
	cancelled: 'Cancelled',
	edited: 'Details changed',
	completed: 'Completed',
	no_show: 'Marked “did not come”',
	reopened: 'Opened again'
} as const;

/** Who did it: the customer by name, or who of the staff. */
export function sayWho({ actor, customerName, staffName }: Activity): string {
	if (actor === 'customer') return customerName;
	return actor === 'staff' ? (staffName ?? 'Staff') : 'Reslot';
}

/** What they did, to be read after who: "moved Lesson", "moved Ana Silva’s Lesson". */
export function sayWhat(activity: Activity): string {
	const { action, actor, customerName, serviceName } = activity;
	const booking = actor === 'customer' ? serviceName : `${customerName}’s ${serviceName}`;
	switch (action) {
		case 'booked':
			return actor === 'customer'
				? `booked ${serviceName}`
				: `booked ${serviceName} for ${customerName}`;
		case 'moved':
			return sayMove(activity, booking);
		case 'cancelled':
			return `cancelled ${booking}`;
		case 'edited':
			return `changed the details of ${booking}`;
		case 'completed':
			return `completed ${booking}`;
		case 'no_show':
			return `marked that ${customerName} did not come to ${serviceName}`;
		case 'reopened':
			return `opened ${booking} again`;
	}
}

function sayMove(activity: Activity, booking: string): string {
	if (activity.newStartsAt === null) return `gave ${booking} to somebody else`;
	if (isShifted(activity)) return `moved ${booking}`;
	if (activity.newEndsAt !== activity.oldEndsAt) return `changed how long ${booking} takes`;
	return `gave ${booking} to ${activity.newFieldworkerName}`;
}

/** Whether it begins at another time than before. */
const isShifted = ({ action, oldStartsAt, newStartsAt }: Activity) =>
	action === 'moved' && newStartsAt !== null && oldStartsAt !== newStartsAt;

/** The time it is about: the one it has, or the old and the new one. With whom, where that changed. */
export function sayTimesOf(
	activity: Activity,
	place: Place,
	now: number
): { old?: string; now: string; who?: string } {
	const { oldStartsAt, newStartsAt, newEndsAt, oldFieldworkerName, newFieldworkerName } = activity;
	const say = (at: number) => sayWhenBriefly(at, place, now);
	const present = newStartsAt ?? oldStartsAt ?? activity.at;
	if (activity.action !== 'moved' || newStartsAt === null) return { now: say(present) };
	const handed = oldFieldworkerName !== null && oldFieldworkerName !== newFieldworkerName;
	const who = handed ? `with ${newFieldworkerName} instead of ${oldFieldworkerName}` : undefined;
	if (isShifted(activity) && oldStartsAt !== null) {
		return { old: say(oldStartsAt), now: say(newStartsAt), ...(who && { who }) };
	}
	const until = newEndsAt === null ? '' : ` – ${sayTime(newEndsAt, place)}`;
	return { now: say(newStartsAt) + until, ...(who && { who }) };
}

/** How they came, where that is not plain: "by email link". */
export const sayHow = ({ channel }: Activity): string => channels[channel];

/** What was last done, in a word or two beside the booking: "Moved by customer". */
export function sayMark(activity: Activity): string {
	const who = activity.actor === 'customer' ? 'customer' : sayWho(activity);
	return `${marks[activity.action]} by ${who}`;
}

/** How long ago: "just now", "5 min ago", "3 h ago"; after a day, when it was. */
export function sayAgo(at: number, now: number, place: Place): string {
	const passed = now - at;
	if (passed < MINUTE) return 'just now';
	if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`;
	if (passed < 24 * HOUR) return `${Math.floor(passed / HOUR)} h ago`;
	return sayWhenBriefly(at, place, now);
}
