import type { Transaction } from '../database/connection.ts';
import { findBooking, type Booking } from '../bookings/find.ts';
import { readStanding } from '../bookings/standing.ts';
import { issueLink } from '../links/manage-link.ts';
import { requireBusiness } from '../settings/business.ts';
import type { QueuedMail, Written } from './outbox.ts';
import { renderMail } from './render.ts';
import { defaultTemplates } from './templates.ts';
import { readTold } from './told.ts';

type BookingMail = Extract<QueuedMail, { staffId: null }>;

/** Writes a mail about a booking as it is now, with a new private link in it. */
export async function writeToCustomer(
	tx: Transaction,
	mail: BookingMail,
	origin: string
): Promise<Written> {
	const booking = await findBooking(tx, mail.bookingId);
	if (!booking) return { superseded: 'The booking is not there any more' };
	const stale = await staleness(tx, mail, booking);
	if (stale) return { superseded: stale };
	const business = await requireBusiness(tx);
	const told = await readTold(tx, booking.id);
	const standing = await readStanding(tx, booking);
	const secret = await issueLink(tx, booking.id);
	const about = { booking, business, told, standing, origin, secret };
	return {
		rendered: renderMail(defaultTemplates[mail.kind], about),
		secret,
		version: booking.version,
		mark: `${booking.id}.v${booking.version}`
	};
}

/**
 * Why this mail must not be sent, or null. A mail tells of one version (R6); when the booking has
 * another and a later mail tells of that, or it is not even the same kind of news, it is dropped.
 * Where no later mail will tell the customer anything (details were edited while this one was being
 * retried), it goes out and tells of the booking as it is now. Whoever has another time by now is
 * not asked to choose one.
 */
async function staleness(
	tx: Transaction,
	mail: BookingMail,
	booking: Booking
): Promise<string | null> {
	if (booking.version === mail.version) return null;
	const [later] = await tx`
		select 1
		from mail
		where booking_id = ${mail.bookingId}
			and id > ${mail.id}
		limit 1
	`;
	const sameNews = booking.status === (mail.kind === 'cancelled' ? 'cancelled' : 'confirmed');
	const settled = mail.kind === 'ask_to_reschedule' && (await hasMovedSince(tx, mail));
	if (!later && sameNews && !settled) return null;
	return `Booking changed since: version ${booking.version}, mail told of version ${mail.version}`;
}

async function hasMovedSince(tx: Transaction, mail: BookingMail): Promise<boolean> {
	const [moved] = await tx`
		select 1
		from booking_change
		where booking_id = ${mail.bookingId}
			and version > ${mail.version}
			and action = 'moved'
		limit 1
	`;
	return moved !== undefined;
}
