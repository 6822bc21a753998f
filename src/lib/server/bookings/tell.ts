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
	await planReminders(tx, [bookingId]);
	if (notifies(actor)) await queueMail(tx, { bookingId, version, kind });
	const notice = NOTICES[kind];
	if (actor.kind === 'customer' && notice) {
		const fieldworkerIds = [before ?? after, after].map(({ fieldworker }) => fieldworker.id);
		await queueNotices(tx, { bookingId, version, kind: notice, fieldworkerIds });
	}
}
