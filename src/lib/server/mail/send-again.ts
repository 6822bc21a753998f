import { sendAccountMail } from '../accounts/close-account.ts';
import type { By } from '../audit/record.ts';
import { resendMail } from '../bookings/resend.ts';
import type { Sql } from '../database/connection.ts';
import type { LoggedMail } from './log.ts';

/** `already`: the same is on its way, and nothing new was written. */
export type SentAgain = { result: 'queued' } | { result: 'already' | 'refused'; words: string };

/**
 * Whether there is something that could be sent in place of a mail: notices and tests tell of a moment,
 * and a way to sign in is for whoever asks for it themselves.
 */
export const canSendAgain = ({
	bookingId,
	staffId,
	accountRole
}: Pick<LoggedMail, 'bookingId' | 'staffId' | 'accountRole'>): boolean =>
	accountRole !== null || (bookingId !== null && staffId === null);

/**
 * Writes to whom a mail was for once more: not the old words, but how their booking stands now, or a
 * new way into their account, so that what they get is true (R6).
 */
export async function sendAgain(
	sql: Sql,
	{ mail, by }: { mail: LoggedMail; by: By }
): Promise<SentAgain> {
	if (!canSendAgain(mail)) {
		return refused(
			mail.kind === 'sign_in' || mail.kind === 'confirm_email'
				? 'Only they can ask for this one: a new one is sent as soon as they do.'
				: 'This email told of a moment that has passed.'
		);
	}
	if (mail.bookingId !== null) {
		const outcome = await resendMail(sql, { bookingId: mail.bookingId, by });
		if (outcome.result === 'already') return outcome;
		if (outcome.result === 'refused') return refused(outcome.words);
		return outcome.result === 'queued' ? { result: 'queued' } : refused(NOBODY);
	}
	if (mail.staffId === null) return refused(NOBODY);
	const outcome = await sendAccountMail(sql, by, mail.staffId);
	if (outcome.result === 'not_allowed') return refused('Only an owner may send this one.');
	return outcome.result === 'queued' ? { result: 'queued' } : refused(NOBODY);
}

const NOBODY = 'Whom this email was for is not there any more, so there is nobody to send it to.';
const refused = (words: string): SentAgain => ({ result: 'refused', words });
