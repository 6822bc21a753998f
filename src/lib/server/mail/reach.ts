import type { Queryable } from '../database/connection.ts';
import { readTrouble } from './address-trouble.ts';
import { readPausesOfBooking } from './pauses.ts';

/**
 * Whether what was written to the customer of a booking reaches them: it is on its way, or nothing can
 * be promised as it waits or they want none, or mail to their address has not been arriving.
 */
export type Reach = 'on_its_way' | 'unknown' | 'not_arriving';

/** Whether mail about a booking reaches its customer, where mail is sent at all. */
export async function readReach(
	sql: Queryable,
	{ bookingId, email }: { bookingId: number; email: string }
): Promise<Reach> {
	const [trouble, { booking, customer, all }] = await Promise.all([
		readTrouble(sql, email),
		readPausesOfBooking(sql, bookingId)
	]);
	if (trouble) return trouble.kind === 'bounced' ? 'not_arriving' : 'unknown';
	return booking === null && customer === null && all === null ? 'on_its_way' : 'unknown';
}
