import type { Booking } from '../bookings/find.ts';
import { inviteOf } from '../calendar/invite.ts';
import { readClock } from '../database/clock.ts';
import type { Transaction } from '../database/connection.ts';
import type { Business } from '../settings/business.ts';
import { splitSender } from './address.ts';
import type { BookingMailKind } from './kinds.ts';
import type { Calendar } from './mailgun.ts';
import type { Sender } from './outbox.ts';

/** What each mail asks of the reader's calendar; the others leave it alone. */
const METHODS: Partial<Record<BookingMailKind, Calendar['method']>> = {
	confirmation: 'REQUEST',
	rescheduled: 'REQUEST',
	cancelled: 'CANCEL'
};

/**
 * The invite that goes with a mail, or null. Whoever was never invited is not asked to take anything
 * out of their calendar.
 */
export async function attachInvite(
	tx: Transaction,
	kind: BookingMailKind,
	{ booking, business, sender }: { booking: Booking; business: Business; sender: Sender }
): Promise<Calendar | null> {
	const method = METHODS[kind];
	if (!method) return null;
	const own = splitSender(sender.from).email;
	const first = method === 'REQUEST' && sender.domain !== null ? own : null;
	const known = await keepOrganizer(tx, booking.id, first);
	if (method === 'CANCEL' && !known) return null;
	const stamp = await readClock(tx);
	const organizer = known ?? own;
	return { method, content: inviteOf({ booking, business, organizer, method, stamp }) };
}

/** Calendars take changes from the organizer of the first invite only, whatever MAIL_FROM says later. */
async function keepOrganizer(
	tx: Transaction,
	bookingId: number,
	first: string | null
): Promise<string | null> {
	if (first) {
		await tx`
			insert into calendar_organizer (booking_id, email)
			values (${bookingId}, ${first})
			on conflict do nothing
		`;
	}
	const [kept] = await tx<{ email: string }[]>`
		select email
		from calendar_organizer
		where booking_id = ${bookingId}
	`;
	return kept?.email ?? null;
}
