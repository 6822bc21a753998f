import type { BookingChange } from '$lib/server/bookings/history';
import type { MailRow } from '$lib/server/mail/log';

/**
 * Something in the life of a booking: what somebody did with it, a mail to the customer, or the notices
 * that the staff got of one thing.
 */
export type Moment =
	| { kind: 'change'; at: number; key: string; change: BookingChange }
	| { kind: 'mail'; at: number; key: string; mail: MailRow }
	| { kind: 'notices'; at: number; key: string; notices: [MailRow, ...MailRow[]] };

/** Changes and mails together, the newest first; a mail comes after the change that caused it. */
export function timelineOf(history: readonly BookingChange[], mails: readonly MailRow[]): Moment[] {
	const moments: Moment[] = [
		...mails.filter(({ staffId }) => staffId === null).map(momentOf),
		...noticesOf(mails),
		...history.map((change) => ({
			kind: 'change' as const,
			at: change.at,
			key: `change ${change.version}`,
			change
		}))
	];
	// Sorting is stable: of those at the same moment the mails stay above.
	return moments.sort((a, b) => b.at - a.at);
}

const momentOf = (mail: MailRow): Moment => ({
	kind: 'mail',
	at: mail.createdAt,
	key: `mail ${mail.id}`,
	mail
});

/** Notices of the same change, written together, are one; a single one is a mail like others. */
function noticesOf(mails: readonly MailRow[]): Moment[] {
	const notices = mails.filter(({ staffId }) => staffId !== null);
	const groups: [MailRow, ...MailRow[]][] = [];
	for (const notice of notices) {
		const group = groups.find(([first]) => together(first, notice));
		if (group) group.push(notice);
		else groups.push([notice]);
	}
	return groups.map(([first, ...rest]) => {
		if (rest.length === 0) return momentOf(first);
		const key = `notices ${first.id}`;
		return { kind: 'notices' as const, at: first.createdAt, key, notices: [first, ...rest] };
	});
}

/** Milliseconds between the first and the last notice of one thing, which are written at once. */
const AT_ONCE = 10_000;

const together = (one: MailRow, other: MailRow) =>
	one.kind === other.kind &&
	one.bookingVersion === other.bookingVersion &&
	Math.abs(one.createdAt - other.createdAt) < AT_ONCE;
