import { sayWhenBriefly, type Place } from '$lib/dates';
import type { AuditEntry, AuditKind } from '$lib/server/audit/list';
import { isLanguage, partsOf } from '$lib/languages';
import { sayBefore, sayClock } from '../reminders/words';

export const kinds: Record<AuditKind, string> = {
	bookings: 'Bookings',
	customers: 'Customers',
	work: 'Services, fieldworkers and hours',
	settings: 'Business and settings',
	accounts: 'Staff accounts'
};

/** What was done, as the middle of a sentence: "Olga Owner … Deep clean". */
const acts: Record<string, string> = {
	'business.changed': 'changed the business',
	'business.logo_changed': 'changed the logo of',
	'hours.changed': 'changed the weekly hours of',
	'exception.added': 'set dates with hours of their own for',
	'exception.removed': 'removed dates with hours of their own from',
	'flags.changed': 'changed Flags & Permissions',
	'reminders.changed': 'changed when customers are reminded',
	'template.changed': 'changed the email template',
	'template.restored': 'restored the default of the email template',
	'template.tested': 'sent a test of the email template',
	'service.added': 'added the service',
	'service.changed': 'changed the service',
	'fieldworker.added': 'added the fieldworker',
	'fieldworker.changed': 'changed the fieldworker',
	'blocked_event.added': 'blocked time',
	'blocked_event.removed': 'removed the blocked event',
	// Customers are called "Customer 12" in the log.
	'customer.added': 'added',
	'customer.changed': 'changed',
	'customer.erased': 'erased',
	'customer.asked_to_reschedule': 'asked to choose another time:',
	'customer.address_cleared': 'marked the email address as working:',
	'booking.mail_sent': 'sent a mail again about',
	'booking.clash_kept': 'left a clash as it is:',
	'booking.booked': 'booked for',
	'booking.moved': 'moved the booking of',
	'booking.cancelled': 'cancelled the booking of',
	'booking.edited': 'changed the details of the booking of',
	'booking.completed': 'marked as completed the booking of',
	'booking.no_show': 'marked as “did not come” the booking of',
	'booking.reopened': 'took back to confirmed the booking of',
	'bookings.exported': 'exported bookings',
	'mail.paused': 'paused email to or about:',
	'mail.resumed': 'resumed email to or about:',
	'link.reissued': 'gave a new private link to',
	'link.revoked': 'revoked the private links of',
	'staff.invited': 'invited',
	'staff.joined': 'chose a first password:',
	'staff.changed': 'changed the account of',
	'staff.deactivated': 'deactivated the account of',
	'staff.reactivated': 'reactivated the account of',
	'staff.password_reset_sent': 'sent a link to a new password to',
	'staff.password_changed': 'changed the password of',
	'session.revoked': 'signed out',
	'setup.completed': 'set up Reslot:'
};

export const sayAct = (action: string) => acts[action] ?? action.replaceAll(/[._]/g, ' ');

/** Names of values that do not say themselves when they are taken apart. */
const names: Record<string, string> = {
	startsAt: 'time',
	endsAt: 'end',
	onPublicPage: 'on the public page',
	weekStart: 'week starts on',
	accentColor: 'colour',
	color: 'colour',
	reminderMinutes: 'reminders',
	locale: 'language and clock',
	bookingNotices: 'email about bookings',
	requireEmailProof: 'visitors confirm their email address',
	body: 'text'
};

/** "cancelNoticeHours" as people read it: "cancel notice hours". */
export function sayName(key: string): string {
	const words = key.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
	return names[key] ?? (/^[a-z]/.test(key) ? words.toLowerCase() : words);
}

const INSTANT = /At$/;
const CLOCK = /^(from|until)Minute$/;
const NOTHING = 'nothing';
/** What is kept as JSON does not keep its order. */
const WEEK = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const languageNames = new Intl.DisplayNames(['en'], {
	type: 'language',
	languageDisplay: 'standard'
});

/** "en-US-u-hc-h12" as people read it: "English (United States), 12-hour clock". */
function sayLocale(locale: string): string {
	if (!isLanguage(locale)) return locale;
	const { language, clock } = partsOf(locale);
	const hours = clock === 'h12' ? '12-hour' : '24-hour';
	return `${languageNames.of(language) ?? language}, ${hours} clock`;
}

/** A value as people read it; times in `place`. */
export function sayValue(key: string, value: unknown, place: Place): string {
	if (key === 'maxMoves' && value === null) return 'no limit';
	if (value === null || value === undefined || value === '') return NOTHING;
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	if (key === 'weekStart') return WEEK[Number(value) - 1] ?? String(value);
	if (key === 'locale') return sayLocale(String(value));
	if (key === 'reminderMinutes' && typeof value === 'number') return sayBefore(value);
	if (CLOCK.test(key)) return sayClock(Number(value));
	if (typeof value === 'number' && INSTANT.test(key)) return sayWhenBriefly(value, place);
	if (Array.isArray(value)) {
		return value.map((part) => sayValue(key, part, place)).join(', ') || NOTHING;
	}
	if (typeof value === 'object') {
		return Object.entries(value)
			.map(([name, part]) => `${sayName(name)} ${sayValue(name, part, place)}`)
			.join(', ');
	}
	return String(value);
}

export type SaidChange = { name: string; old: string | null; new: string | null };

/** What changed, value by value; a value that was not there before has no old one. */
export function sayChanges(entry: Pick<AuditEntry, 'old' | 'new'>, place: Place): SaidChange[] {
	const [old, fresh] = [entry.old ?? {}, entry.new ?? {}];
	const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].sort(
		(one, other) => WEEK.indexOf(one) - WEEK.indexOf(other)
	);
	const say = (values: Record<string, unknown>, key: string) =>
		Object.hasOwn(values, key) ? sayValue(key, values[key], place) : null;
	return (
		keys
			.map((key) => ({ name: sayName(key), old: say(old, key), new: say(fresh, key) }))
			// Of something new, what was left empty says nothing.
			.filter(
				(change) => change.old !== change.new && (change.old !== null || change.new !== NOTHING)
			)
	);
}
