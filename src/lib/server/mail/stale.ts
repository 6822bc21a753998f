import { isTooLate } from '../../scheduling/reminders.ts';
import { readClock } from '../database/clock.ts';
import type { Transaction } from '../database/connection.ts';
import type { Booking } from '../bookings/find.ts';
import type { BookingMail } from './about-booking.ts';

/**
 * Why this mail must not be sent, or null. A mail tells of one version (R6); when the booking has
 * another and a later mail tells of that, or it is not even the same kind of news, it is dropped.
 * Where no later mail will tell the customer anything (details were edited while this one was being
 * retried), it goes out and tells of the booking as it is now. Whoever has another time by now is
 * not asked to choose one, nor reminded of the old one. A mail that waited too long says nothing of use.
 */
export async function staleness(
	tx: Transaction,
	mail: BookingMail,
	booking: Booking
): Promise<string | null> {
	const late = await lateness(tx, mail, booking);
	if (late || booking.version === mail.version) return late;
	const sameNews = booking.status === (mail.kind === 'cancelled' ? 'cancelled' : 'confirmed');
	if (
		sameNews &&
		!(await isToldLater(tx, mail)) &&
		!(bindsToTime(mail) && (await hasMovedSince(tx, mail)))
	) {
		return null;
	}
	return outdated(mail, booking);
}

/** For the Email log: why a mail about a version that is no longer the present one is not sent. */
export const outdated = (mail: { version: number }, booking: { version: number }) =>
	`The booking was changed again before this email left: it told of version ${mail.version}, and version ${booking.version} is what holds now.`;

/** Mail about one time, which is of no use for another. */
const bindsToTime = ({ kind }: BookingMail) => kind === 'ask_to_reschedule' || kind === 'reminder';

/**
 * Mail waits while it is paused, and while Mailgun cannot be reached. A reminder that is not sent
 * by half way from when it was due to the start would come too late to be one.
 */
async function lateness(
	tx: Transaction,
	mail: BookingMail,
	booking: Booking
): Promise<string | null> {
	if (mail.kind === 'cancelled') return null;
	const now = await readClock(tx);
	if (now >= booking.endsAt) return 'The appointment is over';
	if (mail.kind !== 'reminder') return null;
	if (now >= booking.startsAt) return 'The appointment has begun';
	return isTooLate(mail.createdAt, booking.startsAt, now)
		? 'It is too late to remind them: the appointment is too near'
		: null;
}

/** Whether a later mail will tell the customer; a reminder does not say what has changed. */
async function isToldLater(tx: Transaction, mail: BookingMail): Promise<boolean> {
	const [later] = await tx`
		select
		from mail
		where booking_id = ${mail.bookingId}
			and id > ${mail.id}
			and staff_id is null
			and kind <> 'reminder'
		limit 1
	`;
	return later !== undefined;
}

async function hasMovedSince(tx: Transaction, mail: BookingMail): Promise<boolean> {
	const [moved] = await tx`
		select
		from booking_change
		where booking_id = ${mail.bookingId}
			and version > ${mail.version}
			and action = 'moved'
		limit 1
	`;
	return moved !== undefined;
}
