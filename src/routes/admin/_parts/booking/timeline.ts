import type { BookingChange } from '$lib/server/bookings/history';
import type { MailRow } from '$lib/server/mail/log';

/** Something in the life of a booking: what somebody did with it, or a mail that went out. */
export type Moment =
	| { kind: 'change'; at: number; key: string; change: BookingChange }
	| { kind: 'mail'; at: number; key: string; mail: MailRow };

/** Changes and mails together, the newest first; a mail comes after the change that caused it. */
export function timelineOf(history: readonly BookingChange[], mails: readonly MailRow[]): Moment[] {
	const moments: Moment[] = [
		...mails.map((mail) => ({
			kind: 'mail' as const,
			at: mail.createdAt,
			key: `mail ${mail.id}`,
			mail
		})),
		...history.map((change) => ({
			kind: 'change' as const,
			at: change.at,
			key: `change ${change.version}`,
			change
		}))
	];
	// Sorting is stable: of two at the same moment the mail stays above.
	return moments.sort((a, b) => b.at - a.at);
}
