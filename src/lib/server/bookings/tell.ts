import type { Transaction } from '../database/connection.ts';
import type { BookingMailKind, NoticeKind } from '../mail/kinds.ts';
import { queueMail, queueNotices } from '../mail/queue.ts';
import { planReminders } from '../reminders/plan.ts';
import { notifies, type Actor } from './actor.ts';
import type { Booking } from './find.ts';

/** What a customer did, for staff. */
const NOTICES: Partial<Record<BookingMailKind, NoticeKind>> = {
	confirmation: 'notice_booked',
	rescheduled: 'notice_moved',
	cancelled: 'notice_cancelled'
};

/**
 * Replaces what is to be mailed about a booking, in the transaction that changed it (R2, R6): the
 * customer hears of it unless staff said not to, staff hear of what customers did, and reminders are
 * those of its present time.
 */
export async function tellOfChange(
	tx: Transaction,
	{
		actor,
		before,
		after,
		kind
	}: { actor: Actor; before: Booking | null; after: Booking; kind: BookingMailKind }
): Promise<void> {
	const { id: bookingId, version } = after;
	const notice = actor.kind === 'customer' ? NOTICES[kind] : undefined;
	const fieldworkerIds = [before ?? after, after].map(({ fieldworker }) => fieldworker.id);
	// Sent together: none needs another's answer, and every move waits for these.
	await Promise.all([
		planReminders(tx, [bookingId]),
		notifies(actor) && queueMail(tx, { bookingId, version, kind }),
		notice && queueNotices(tx, { bookingId, version, kind: notice, fieldworkerIds })
	]);
}
