import type { Booking } from '../bookings/find.ts';
import { readClock } from '../database/clock.ts';
import type { Queryable } from '../database/connection.ts';
import { requireBusiness } from '../settings/business.ts';
import { calendarFileOf } from './invite.ts';

/** A booking as a file for its customer's calendar, as it is now; it reads only (R4). */
export async function readCalendarFile(sql: Queryable, booking: Booking): Promise<string> {
	const [business, stamp] = await Promise.all([requireBusiness(sql), readClock(sql)]);
	return calendarFileOf({ booking, business, stamp });
}
