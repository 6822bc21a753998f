import { findBooking, type Booking } from '../bookings/find.ts';
import { listBookings, type ListedBooking } from '../bookings/list.ts';
import { readClock } from '../database/clock.ts';
import type { Queryable } from '../database/connection.ts';
import { readFlags } from '../settings/flags.ts';

/** A booking to show a mail with; an example where there is none yet. */
export type ShownBooking = { booking: Booking; example: boolean };

const HOUR = 3_600_000;
const FOUND = 6;

/** The newest bookings that have these words in their customer's name or address, or this number. */
export async function findToPreview(sql: Queryable, words: string): Promise<ListedBooking[]> {
	const { bookings } = await listBookings(sql, {
		scope: 'everybody',
		search: words,
		order: 'made',
		descending: true,
		page: 1,
		pageSize: FOUND
	});
	return bookings;
}

/**
 * The booking that a mail is shown with: the chosen one, or the newest that was searched for, or
 * the next appointment. What cannot be found is as if nothing were asked.
 */
export async function bookingToPreview(
	sql: Queryable,
	{ id, find }: { id: number | null; find: string }
): Promise<ShownBooking> {
	const [found] = id === null && find ? await findToPreview(sql, find) : [];
	const chosen = await findBooking(sql, id ?? found?.id ?? 0);
	const booking = chosen ?? (await nextBooking(sql));
	return booking
		? { booking, example: false }
		: { booking: exampleBooking(await readClock(sql)), example: true };
}

/**
 * The next appointment that its customer may still move and cancel, so that the ways to do so are seen;
 * or the next one at all, or where none is ahead the booking that was made last.
 */
async function nextBooking(sql: Queryable): Promise<Booking | null> {
	const { rescheduleNoticeHours, cancelNoticeHours } = await readFlags(sql);
	for (const hours of [Math.max(rescheduleNoticeHours, cancelNoticeHours), 0]) {
		const [next] = await sql<{ id: number }[]>`
			select id
			from booking
			where status = 'confirmed'
				and starts_at > (select reslot_clock()) + make_interval(hours => ${hours})
			order by starts_at, id
			limit 1
		`;
		if (next) return findBooking(sql, next.id);
	}
	const [last] = await sql<{ id: number }[]>`
		select id
		from booking
		order by id desc
		limit 1
	`;
	return last ? findBooking(sql, last.id) : null;
}

/** Somebody whom no mail can reach, for a test as well: their details are nobody's. */
export const EXAMPLE_CUSTOMER = {
	name: 'Ada Example',
	email: 'ada@example.com',
	phone: '0100 555 010',
	timeZone: null,
	locale: null
};
export const EXAMPLE_ADDRESS = '1 Example Street';
/** No booking's: theirs begin at 1. */
export const EXAMPLE_NUMBER = 0;

function exampleBooking(now: number): Booking {
	const startsAt = Math.ceil(now / HOUR) * HOUR + 72 * HOUR;
	const fieldworker = { id: 0, name: 'Sam Sample', color: '#4f46e5' };
	return {
		id: EXAMPLE_NUMBER,
		version: 1,
		status: 'confirmed',
		startsAt,
		endsAt: startsAt + HOUR,
		bufferBeforeMinutes: 0,
		bufferAfterMinutes: 0,
		customerMoves: 0,
		calendarUid: 'example',
		contactName: EXAMPLE_CUSTOMER.name,
		phone: EXAMPLE_CUSTOMER.phone,
		address: EXAMPLE_ADDRESS,
		notes: '',
		createdAt: now,
		timeZone: null,
		terms: null,
		service: {
			id: 0,
			name: 'Example appointment',
			priceText: '',
			color: '#0f766e',
			overrides: {},
			doneBy: [fieldworker]
		},
		fieldworker,
		customer: { id: 0, ...EXAMPLE_CUSTOMER }
	};
}
