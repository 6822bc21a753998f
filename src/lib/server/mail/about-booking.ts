import type { Transaction } from '../database/connection.ts';
import { english } from '../../words/index.ts';
import { findBooking } from '../bookings/find.ts';
import { readStanding } from '../bookings/standing.ts';
import { issueLink } from '../links/manage-link.ts';
import { requireBusiness } from '../settings/business.ts';
import { attachInvite } from './attach-invite.ts';
import { fillOwn } from './fill-own.ts';
import type { BookingMailKind } from './kinds.ts';
import type { QueuedMail, Sender, Written } from './outbox.ts';
import { privateLink } from './redact.ts';
import { staleness } from './stale.ts';
import { readTold } from './told.ts';

export type BookingMail = Extract<QueuedMail, { kind: BookingMailKind }>;

/** Writes a mail about a booking as it is now, with a new private link in it. */
export async function writeToCustomer(
	tx: Transaction,
	mail: BookingMail,
	sender: Sender
): Promise<Written> {
	const booking = await findBooking(tx, mail.bookingId);
	if (!booking) return { superseded: 'The booking is not there any more' };
	const stale = await staleness(tx, mail, booking);
	if (stale) return { superseded: stale };
	const business = await requireBusiness(tx);
	const told = mail.kind === 'reminder' ? null : await readTold(tx, booking.id);
	const standing = await readStanding(tx, booking, english.refusals);
	const secret = await issueLink(tx, booking.id);
	const { kind } = mail;
	const { name, email } = booking.customer;
	const about = { kind, booking, business, told, standing, origin: sender.origin, secret };
	return {
		...(await fillOwn(tx, about)),
		// An address that was corrected while the mail waited is where it goes.
		to: { name, email },
		secrets: [privateLink(secret)],
		version: booking.version,
		mark: `${booking.id}.v${booking.version}`,
		calendar: await attachInvite(tx, kind, { booking, business, sender })
	};
}
