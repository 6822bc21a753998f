import type { MailDelivery } from '$lib/server/mail/happening';
import type { MailKind } from '$lib/server/mail/kinds';
import type { MailEvent, MailFilter, MailRow } from '$lib/server/mail/log';

/** Where a mail is: by our word or, once it left, by Mailgun's. */
export type Outcome =
	MailRow['state'] | Exclude<MailDelivery, 'accepted' | 'failed'> | 'retrying' | 'bounced';

/** What became of a mail, in words for staff; `means` says what it means for whom it is for. */
export const outcomes: Record<Outcome, { words: string; means: string }> = {
	queued: { words: 'Waiting', means: 'It will be sent in a moment.' },
	retrying: {
		words: 'Trying again',
		means: 'It could not be sent so far. It is tried again by itself.'
	},
	sending: { words: 'Being sent', means: 'It is being handed over to Mailgun.' },
	paused: {
		words: 'Paused',
		means:
			'It waits because email to them is paused. It is sent when you resume it, if it is still true then.'
	},
	sent: { words: 'Sent', means: 'Mailgun has taken it and is delivering it.' },
	delivered: { words: 'Delivered', means: 'It is in their mailbox.' },
	opened: { words: 'Opened', means: 'They have opened it.' },
	clicked: { words: 'Link followed', means: 'They have followed a link in it.' },
	bounced: {
		words: 'Came back',
		means: 'It did not arrive. Reach them another way, and correct their email address.'
	},
	complained: {
		words: 'Marked as spam',
		means: 'It arrived, and they said that they do not want it.'
	},
	unsubscribed: {
		words: 'Unsubscribed',
		means: 'It arrived, and they asked for no more.'
	},
	kept: {
		words: 'Kept here',
		means:
			'Nothing was sent, because no Mailgun key is set. Read the mail here; its links work. Set MAILGUN_API_KEY and MAILGUN_DOMAIN to have mail sent.'
	},
	superseded: {
		words: 'Not needed',
		means: 'Something changed before this mail left, so it would have said something untrue.'
	},
	failed: { words: 'Not sent', means: 'This mail did not reach them. Tell them another way.' }
};

/** What there is to say of a mail: what Mailgun told of it, where it was sent. */
export function outcomeOf({
	state,
	delivery,
	problem
}: Pick<MailRow, 'state' | 'delivery' | 'problem'>): Outcome {
	if (problem !== null && (state === 'queued' || state === 'sending')) return 'retrying';
	if (state !== 'sent' || delivery === null || delivery === 'accepted') return state;
	return delivery === 'failed' ? 'bounced' : delivery;
}

/**
 * Which mails an outcome finds; `sent` finds those that Mailgun told more of as well, and `queued` those
 * that are tried again.
 */
export function soughtBy(outcome: Outcome): Pick<MailFilter, 'state' | 'delivery' | 'retrying'> {
	switch (outcome) {
		case 'retrying':
			return { retrying: true };
		case 'bounced':
			return { delivery: 'failed' };
		case 'delivered':
		case 'opened':
		case 'clicked':
		case 'complained':
		case 'unsubscribed':
			return { delivery: outcome };
		default:
			return { state: outcome };
	}
}

/** What a mail is about, until it has a subject. */
export const kinds: Record<MailKind, string> = {
	confirmation: 'Booking confirmation',
	rescheduled: 'New time of a booking',
	reminder: 'Reminder',
	cancelled: 'Cancellation of a booking',
	ask_to_reschedule: 'Request to choose another time',
	sign_in: 'Sign-in link',
	confirm_email: 'Code to confirm an email address',
	notice_booked: 'Notice to staff: booked',
	notice_moved: 'Notice to staff: moved',
	notice_cancelled: 'Notice to staff: cancelled',
	notice_bounced: 'Notice to staff: an email came back',
	invite: 'Invitation to the back office',
	password_reset: 'Link to choose a new password',
	test: 'Test'
};

/** To whom a mail is. */
export const readers: Record<NonNullable<MailFilter['to']>, string> = {
	customers: 'To customers',
	staff: 'To staff'
};

/** What happened to a mail, as its page tells it. */
export const happenings: Record<MailEvent['kind'], string> = {
	attempted: 'Written',
	not_sent: 'Could not be sent; it is tried again',
	paused: 'Paused: it waits',
	resumed: 'Resumed',
	kept: 'Kept here, as no Mailgun key is set',
	superseded: 'Not sent, because it was not true any more',
	given_up: 'Given up',
	accepted: 'Mailgun took it',
	delivered: 'Delivered',
	opened: 'Opened',
	clicked: 'A link in it was followed',
	delayed: 'Not delivered yet; Mailgun tries again',
	failed: 'Did not arrive',
	complained: 'They marked it as spam',
	unsubscribed: 'They unsubscribed'
};

/** What the list is narrowed to, as typed. */
export type Typed = {
	search: string;
	state: string;
	kind: string;
	to: string;
	from: string;
	until: string;
};

/** The address of the list, with what is looked for. */
export function listAddress(typed: Typed, page = 1): string {
	const entries = Object.entries({ ...typed, page: page > 1 ? String(page) : '' });
	const search = new URLSearchParams(entries.filter(([, value]) => value)).toString();
	return search ? `/admin/emails?${search}` : '/admin/emails';
}
