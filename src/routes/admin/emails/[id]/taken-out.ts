import type { LoggedMail } from '$lib/server/mail/log';

/**
 * What is not in the copy of a mail that was sent, in a sentence; null where nothing was taken out:
 * notices and tests have no secret in them.
 */
export function sayTakenOut({
	kind,
	bookingId,
	staffId
}: Pick<LoggedMail, 'kind' | 'bookingId' | 'staffId'>): string | null {
	if (kind === 'sign_in') {
		return 'The link and the code of this copy were taken out: they are the customer’s own.';
	}
	if (kind === 'confirm_email') return 'The code of this copy was taken out: it is theirs alone.';
	if (kind === 'test' || (bookingId !== null && staffId !== null)) return null;
	return `The links of this copy were taken out: they are ${bookingId === null ? 'theirs alone' : 'the customer’s own'}.`;
}
