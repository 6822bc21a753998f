import { recordAct, type By } from '../audit/record.ts';
import { readClock } from '../database/clock.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { queueMail } from '../mail/queue.ts';
import { isErased } from '../people/erased.ts';
import { findBooking, type Booking } from './find.ts';
import { ERASED, type NotFound, type Refused } from './refusal.ts';

type Kind = 'confirmation' | 'cancelled';

export type ResendResult = { result: 'queued'; kind: Kind } | Refused | NotFound;

/**
 * Sends the customer a fresh mail of how their booking stands now. Nothing of the booking changes.
 * Pressed twice, or while the same mail is still on its way, one is sent. Refused once the appointment
 * is over, and for a customer who was erased.
 */
export async function resendMail(
	sql: Sql,
	{ bookingId, by }: { bookingId: number; by: By }
): Promise<ResendResult> {
	return transaction<ResendResult>(sql, async (tx) => {
		const booking = await findBooking(tx, bookingId, 'lock');
		if (!booking) return { result: 'not_found' };
		if (await isErased(tx, booking.customer.id)) return ERASED;
		if (await isOver(tx, booking)) return OVER;
		const { id, status, version } = booking;
		const kind = status === 'cancelled' ? 'cancelled' : 'confirmation';
		if (await isOnItsWay(tx, booking, kind)) return { result: 'queued', kind };
		await queueMail(tx, { bookingId: id, version, kind });
		await recordAct(tx, by, { action: 'booking.mail_sent', subject: `Booking ${id}` });
		return { result: 'queued', kind };
	});
}

async function isOver(tx: Transaction, { status, endsAt }: Booking): Promise<boolean> {
	if (status === 'cancelled') return false;
	return status !== 'confirmed' || endsAt <= (await readClock(tx));
}

/** Whether the very same mail is still to be sent, or is less than a minute old and did not come back. */
async function isOnItsWay(
	tx: Transaction,
	{ id, version, customer }: Booking,
	kind: Kind
): Promise<boolean> {
	const mails = await tx`
		select
		from mail
		where booking_id = ${id}
			and booking_version = ${version}
			and kind = ${kind}
			and (
				state in ('queued', 'sending', 'paused')
				or (
					state in ('sent', 'kept')
					and delivery is distinct from 'failed'
					and created_at > reslot_clock() - interval '1 minute'
				)
			)
			and to_email = ${customer.email}
		limit 1
	`;
	return mails.length > 0;
}

const OVER: Refused = {
	result: 'refused',
	reason: 'past',
	words: 'This appointment is over, so there is no mail to send about it.'
};
