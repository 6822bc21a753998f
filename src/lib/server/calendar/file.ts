import type { Place } from '../../dates.ts';
import type { Booking } from '../bookings/find.ts';
import { readClock } from '../database/clock.ts';
import type { Queryable } from '../database/connection.ts';
import type { Business } from '../settings/business.ts';
import { calendarFileOf } from './invite.ts';

/**
 * A booking as a file for its customer's calendar, as it is now, in words for whoever reads its page; it
 * reads only (R4).
 */
export async function readCalendarFile(
	sql: Queryable,
	subject: { booking: Booking; business: Business; place: Place }
): Promise<string> {
	return calendarFileOf({ ...subject, stamp: await readClock(sql) });
}
