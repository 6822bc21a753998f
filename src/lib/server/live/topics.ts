import type { Refusal } from '../../live/messages.ts';
import type { Want } from '../../scheduling/offer.ts';
import { takersFor } from '../../scheduling/with-whom.ts';
import type { Words } from '../../words/index.ts';
import { findBooking } from '../bookings/find.ts';
import { notWithThem } from '../bookings/refusal.ts';
import { readStanding } from '../bookings/standing.ts';
import type { Sql } from '../database/connection.ts';
import { wishOfBooking } from '../wish.ts';
import { linkDead, type Admitted } from './admission.ts';
import type { Topic } from './rooms.ts';
import type { Rules, ServiceRules } from './rules.ts';

/**
 * What a visitor says that they want; the customer of a booking wants it moved, and may say with whom
 * where the business lets them.
 */
type Said = { service?: number | undefined; fieldworker?: number | 'any' | undefined };

const serviceGone = ({ answers }: Words): Refusal => ({
	result: 'refused',
	reason: 'not_offered',
	words: answers.serviceGone
});
const NOT_FOR_STAFF: Refusal = {
	result: 'refused',
	reason: 'not_for_staff',
	words: 'Staff have the calendar. Open it to see all bookings.'
};

/** What somebody's wish is called and asks for, or in `words` why they may not watch it. */
export async function findTopic(
	sql: Sql,
	who: Admitted,
	said: Said,
	rules: Rules,
	words: Words
): Promise<Topic | Refusal> {
	if (who.as === 'customer') return topicOfBooking(sql, who.bookingId, said, rules, words);
	if (who.as === 'staff') return NOT_FOR_STAFF;
	const service = said.service === undefined ? undefined : rules.services.get(said.service);
	const { fieldworker } = said;
	if (!service || fieldworker === undefined) return serviceGone(words);
	const { bookableWith, ...want } = service;
	const fieldworkerIds = bookableWith.filter((id) => fieldworker === 'any' || id === fieldworker);
	if (fieldworkerIds.length === 0) return serviceGone(words);
	return { key: `s${said.service}.${fieldworker}`, want: { ...want, fieldworkerIds } };
}

async function topicOfBooking(
	sql: Sql,
	bookingId: number,
	said: Said,
	rules: Rules,
	words: Words
): Promise<Topic | Refusal> {
	const booking = await findBooking(sql, bookingId);
	if (!booking) return { result: 'refused', ...linkDead(words) };
	const { reschedule, flags } = await readStanding(sql, booking, words.refusals);
	if (!reschedule.allowed) {
		return { result: 'refused', reason: reschedule.reason, words: reschedule.words };
	}
	const takers = takersFor(booking, flags, said.fieldworker);
	if (!takers) {
		return notWithThem(words);
	}
	const { holder: _, ...want } = wishOfBooking(booking, takers);
	const service = rules.services.get(booking.service.id);
	const name = takers.length === 1 ? `${takers[0]}` : 'any';
	// Most bookings are as long as their service is, and share their days with all who want it.
	const key =
		service && isSame(service, want)
			? `s${booking.service.id}.${name}`
			: `b${bookingId}.${name}.${want.durationMinutes}`;
	return { key, want };
}

/** Whether a booking wants what everybody does who wants its service, with one or with anybody. */
function isSame({ bookableWith, ...service }: ServiceRules, want: Want): boolean {
	const { fieldworkerIds } = want;
	return (
		service.durationMinutes === want.durationMinutes &&
		service.bufferBeforeMinutes === want.bufferBeforeMinutes &&
		service.bufferAfterMinutes === want.bufferAfterMinutes &&
		JSON.stringify(service.overrides) === JSON.stringify(want.overrides) &&
		(fieldworkerIds.length === 1 ||
			(fieldworkerIds.length === bookableWith.length &&
				bookableWith.every((id) => fieldworkerIds.includes(id))))
	);
}
