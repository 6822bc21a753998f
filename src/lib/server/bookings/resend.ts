import { recordAct, type By } from '../audit/record.ts';
import { readClock } from '../database/clock.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { queueMail } from '../mail/queue.ts';
import { isErased } from '../people/erased.ts';
import { findBooking, type Booking } from './find.ts';
import { ERASED, type NotFound, type Refused } from './refusal.ts';

type Kind = 'confirmation' | 'cancelled';

export type ResendResult =
	| { result: 'queued'; kind: Kind }
	/** The very same mail was written before and stands; `words` say where it is. */
	| { result: 'already'; words: string }
	| Refused
	| NotFound;

/**
 * Sends the customer a fresh mail of how their booking stands now. Nothing of the booking changes.
 * Pressed twice, or while the same mail is still on its way, one is sent, and the answer says so. Refused
 * once the appointment is over, and for a customer who was erased.
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
		const same = await findSame(tx, booking, kind);
		if (same) return { result: 'already', words: ALREADY[same] };
		await queueMail(tx, { bookingId: id, version, kind });
		await recordAct(tx, by, { action: 'booking.mail_sent', subject: `Booking ${id}` });
		return { result: 'queued', kind };
	});
}

async function isOver(tx: Transaction, { status, endsAt }: Booking): Promise<boolean> {
	if (status === 'cancelled') return false;
	return status !== 'confirmed' || endsAt <= (await readClock(tx));
}

/**
 * Where the very same mail is, if it is still to be sent, or is less than a minute old and did not come
 * back.
 */
async function findSame(
	tx: Transaction,
	{ id, version, customer }: Booking,
	kind: Kind
): Promise<keyof typeof ALREADY | undefined> {
	const [same] = await tx<{ state: keyof typeof ALREADY }[]>`
		select state
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
		order by id desc
		limit 1
	`;
	return same?.state;
}

const WAITING = 'The same email is waiting to leave already. Nothing new was written.';
const ALREADY = {
	queued: WAITING,
	sending: WAITING,
	paused: 'The same email waits already, as email is paused. Nothing new was written.',
	sent: 'The same email left less than a minute ago. Nothing new was sent.',
	kept: 'The same email was written less than a minute ago. Nothing new was written.'
};

const OVER: Refused = {
	result: 'refused',
	reason: 'past',
	words: 'This appointment is over, so there is no mail to send about it.'
};
