import type { MailRow } from '$lib/server/mail/log';

/** What became of a mail, in words for staff; `means` says what it means for whom it is for. */
export const states: Record<MailRow['state'], { words: string; means: string }> = {
	queued: { words: 'Waiting', means: 'It will be sent in a moment.' },
	sending: { words: 'Being sent', means: 'It is being handed over to Mailgun.' },
	sent: { words: 'Sent', means: 'Mailgun has taken it.' },
	kept: {
		words: 'Kept here',
		means:
			'Nothing was sent, because no Mailgun key is set. Read the mail here; its links work. Set MAILGUN_API_KEY and MAILGUN_DOMAIN to have mail sent.'
	},
	superseded: {
		words: 'Not needed',
		means: 'Something changed before this mail left, so it would have said something untrue.'
	},
	failed: { words: 'Failed', means: 'This mail did not reach them. Tell them another way.' }
};

/** What a mail is about, until it has a subject. */
export const kinds: Record<MailRow['kind'], string> = {
	confirmation: 'Booking confirmation',
	rescheduled: 'New time of a booking',
	cancelled: 'Cancellation of a booking',
	ask_to_reschedule: 'Request to choose another time',
	invite: 'Invitation to the back office',
	password_reset: 'Link to choose a new password'
};

/** The address of the list, with what is looked for. */
export function listAddress(typed: { search: string; state: string }, page = 1): string {
	const entries = Object.entries({ ...typed, page: page > 1 ? String(page) : '' });
	const search = new URLSearchParams(entries.filter(([, value]) => value)).toString();
	return search ? `/admin/emails?${search}` : '/admin/emails';
}
