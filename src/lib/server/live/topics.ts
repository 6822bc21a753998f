import type { Refusal } from '../../live/messages.ts';
import type { Want } from '../../scheduling/offer.ts';
import { findBooking } from '../bookings/find.ts';
import { readStanding } from '../bookings/standing.ts';
import type { Sql } from '../database/connection.ts';
import { wishOfBooking } from '../wish.ts';
import { LINK_DEAD, type Admitted } from './admission.ts';
import type { Topic } from './rooms.ts';
import type { Rules } from './rules.ts';

/** What a visitor says that they want; the customer of a booking wants it moved. */
type Said = { service?: number | undefined; fieldworker?: number | 'any' | undefined };

const NOT_OFFERED: Refusal = {
	result: 'refused',
	reason: 'not_offered',
	words: 'This service cannot be booked any more. Please choose another one.'
};
const NOT_FOR_STAFF: Refusal = {
	result: 'refused',
	reason: 'not_for_staff',
	words: 'Staff have the calendar. Open it to see all bookings.'
};

/** What somebody's wish is called and asks for, or why they may not watch it. */
export async function findTopic(
	sql: Sql,
	who: Admitted,
	said: Said,
	rules: Rules
): Promise<Topic | Refusal> {
	if (who.as === 'link') return topicOfBooking(sql, who.bookingId, rules);
	if (who.as === 'staff') return NOT_FOR_STAFF;
	const service = said.service === undefined ? undefined : rules.services.get(said.service);
	const { fieldworker } = said;
	if (!service || fieldworker === undefined) return NOT_OFFERED;
	const { bookableWith, ...want } = service;
	const fieldworkerIds = bookableWith.filter((id) => fieldworker === 'any' || id === fieldworker);
	if (fieldworkerIds.length === 0) return NOT_OFFERED;
	return { key: `s${said.service}.${fieldworker}`, want: { ...want, fieldworkerIds } };
}

async function topicOfBooking(sql: Sql, bookingId: number, rules: Rules): Promise<Topic | Refusal> {
	const booking = await findBooking(sql, bookingId);
	if (!booking) return { result: 'refused', ...LINK_DEAD };
	const { reschedule } = await readStanding(sql, booking);
	if (!reschedule.allowed) {
		return { result: 'refused', reason: reschedule.reason, words: reschedule.words };
	}
	const { holder: _, ...want } = wishOfBooking(booking);
	const service = rules.services.get(booking.service.id);
	// Most bookings are as long as their service is, and share their days with all who want it.
	const key =
		service && isSame(service, want)
			? `s${booking.service.id}.${booking.fieldworker.id}`
			: `b${bookingId}.${booking.fieldworker.id}`;
	return { key, want };
}

type Length = Omit<Want, 'fieldworkerIds'>;

const isSame = (a: Length, b: Length) =>
	a.durationMinutes === b.durationMinutes &&
	a.bufferBeforeMinutes === b.bufferBeforeMinutes &&
	a.bufferAfterMinutes === b.bufferAfterMinutes;
