import { error } from '@sveltejs/kit';
import { runsBackOffice, scopeOf, type Staff } from '$lib/server/accounts/staff';
import { findClashes } from '$lib/server/bookings/clashes';
import { findBooking, type Booking } from '$lib/server/bookings/find';
import { readHistory } from '$lib/server/bookings/history';
import { readTrouble } from '$lib/server/mail/address-trouble';
import { bookingMails } from '$lib/server/mail/log';
import { readPausesOfBooking } from '$lib/server/mail/pauses';
import { listFieldworkers } from '$lib/server/people/fieldworkers';
import { nextReminder } from '$lib/server/reminders/next';

export type BookingView = Awaited<ReturnType<typeof readBookingView>>;

/** Who asks, and where to look; a route's `locals`. */
export type Asking = Pick<App.Locals, 'sql' | 'staff'>;

const MISSING = 'There is no booking with this number.';

/** Told to a fieldworker who asks for more. */
export const MAY_END =
	'Your account can only say whether an appointment took place, and take that back again.';

/** A booking's number as an address has it. Throws a 404 for anything else. */
export function numberOf(text: string): number {
	if (!/^[1-9]\d{0,14}$/.test(text)) error(404, MISSING);
	return Number(text);
}

/** Who is signed in: hooks.server.ts lets nobody else reach the back office. */
export function staffOf({ staff }: Asking): Staff {
	if (!staff) error(401, 'You are signed out. Sign in again to go on.');
	return staff;
}

/** The booking, as far as whoever asks may see it; for them another's is not there (404). */
export async function openBooking(asking: Asking, id: number): Promise<Booking> {
	const scope = scopeOf(staffOf(asking));
	const booking = await findBooking(asking.sql, id);
	if (!booking || (scope !== 'everybody' && booking.fieldworker.id !== scope)) error(404, MISSING);
	return booking;
}

/**
 * A booking that whoever asks may confirm again: a fieldworker takes back what they said of their own
 * appointment, while cancelled ones are the office's (403).
 */
export async function openEnded(asking: Asking, id: number): Promise<Booking> {
	const booking = await openBooking(asking, id);
	const { role } = staffOf(asking);
	if (booking.status === 'cancelled' && !runsBackOffice(role)) error(403, MAY_END);
	return booking;
}

/** All that the booking's page and the board's panel show. `mayEdit`: not just look, and its end. */
export async function readBookingView(asking: Asking, id: number) {
	const { sql } = asking;
	const booking = await openBooking(asking, id);
	const [history, mails, clashes, pauses, trouble, reminderAt, fieldworkers] = await Promise.all([
		readHistory(sql, id),
		bookingMails(sql, id),
		findClashes(sql, id),
		readPausesOfBooking(sql, id),
		readTrouble(sql, booking.customer.email),
		nextReminder(sql, id),
		listFieldworkers(sql)
	]);
	const mayEdit = scopeOf(staffOf(asking)) === 'everybody';
	return {
		booking,
		history,
		// Who else of the staff was told is the office's.
		mails: mails.filter(({ staffId }) => mayEdit || staffId === null),
		clashes,
		pauses,
		trouble,
		/** When the customer is reminded next; null where no reminder is to come. */
		reminderAt,
		fieldworkers: fieldworkers
			.filter(({ active, id: one }) => active || one === booking.fieldworker.id)
			.map(({ id: one, name }) => ({ id: one, name })),
		mayEdit,
		now: Date.now()
	};
}
