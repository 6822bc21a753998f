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
 * not asked to choose one, nor reminded of the old one; and nobody is reminded twice at once. A mail
 * that waited too long says nothing of use.
 */
export async function staleness(
	tx: Transaction,
	mail: BookingMail,
	booking: Booking
): Promise<string | null> {
	const late = tooLate(mail, booking, await readClock(tx));
	if (late) return late;
	if (mail.kind === 'reminder') {
		if (await isRemindedLater(tx, mail)) return 'A later reminder says the same';
		if (!(await wantsReminders(tx, booking))) return 'The customer wants no reminders any more';
	}
	if (booking.version === mail.version) return null;
	const sameNews = booking.status === (mail.kind === 'cancelled' ? 'cancelled' : 'confirmed');
	const bindsToTime = mail.kind === 'ask_to_reschedule' || mail.kind === 'reminder';
	const holds =
		sameNews && !(await isToldLater(tx, mail)) && !(bindsToTime && (await hasMovedSince(tx, mail)));
	return holds ? null : outdated(mail, booking);
}

/** For the Email log: why a mail about a change that is no longer the last one is not sent. */
export const outdated = (mail: { version: number }, booking: { version: number }) =>
	`The booking was changed again before this email left: it told of change ${mail.version}, and change ${booking.version} is what holds now.`;

/** Mail waits while it is paused, and while Mailgun cannot be reached. */
function tooLate(mail: BookingMail, booking: Booking, now: number): string | null {
	const { startsAt, endsAt } = booking;
	// Whoever sends one again afterwards means it.
	if (mail.kind === 'cancelled') {
		return now >= endsAt && mail.createdAt < endsAt ? 'The appointment would be over by now' : null;
	}
	if (now >= endsAt) return 'The appointment is over';
	if (mail.kind !== 'reminder' && mail.kind !== 'ask_to_reschedule') return null;
	if (now >= startsAt) return 'The appointment has begun';
	return mail.kind === 'reminder' && isTooLate(mail.createdAt, startsAt, now)
		? 'It is too late to remind them: the appointment is too near'
		: null;
}

async function wantsReminders(tx: Transaction, { customer }: Booking): Promise<boolean> {
	const [found] = await tx`
		select
		from customer
		where id = ${customer.id}
			and reminders
	`;
	return found !== undefined;
}

async function isRemindedLater(tx: Transaction, mail: BookingMail): Promise<boolean> {
	const [later] = await tx`
		select
		from mail
		where booking_id = ${mail.bookingId}
			and id > ${mail.id}
			and kind = 'reminder'
			and state <> 'superseded'
		limit 1
	`;
	return later !== undefined;
}

/**
 * Whether a later mail tells the customer how things stand now: one that is itself dropped, or tells
 * of a cancellation that was taken back, does not, and a reminder does not say what has changed.
 */
async function isToldLater(tx: Transaction, mail: BookingMail): Promise<boolean> {
	const [later] = await tx`
		select
		from mail
		where booking_id = ${mail.bookingId}
			and id > ${mail.id}
			and staff_id is null
			and kind <> 'reminder'
			and (kind = 'cancelled') = ${mail.kind === 'cancelled'}
			and state not in ('superseded', 'failed')
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
