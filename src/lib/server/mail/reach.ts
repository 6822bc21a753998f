import type { Queryable } from '../database/connection.ts';
import { readTrouble, readTroubleOfBooking } from './address-trouble.ts';
import { readPausesOfBooking } from './pauses.ts';

/**
 * Whether what was written to the customer of a booking reaches them: it is on its way, or nothing can
 * be promised as it waits or they want none, or mail to their address has not been arriving.
 */
export type Reach = 'on_its_way' | 'unknown' | 'not_arriving';

/**
 * Whether mail about a booking reaches its customer, where mail is sent at all. `toThemselves`: whoever is
 * told is signed in as them. Anybody else may have typed an address to see whether it is a customer's, so
 * they are told what became of this booking's mail alone: not what was known of the address before, nor
 * whether the customer's mail is paused.
 */
export async function readReach(
	sql: Queryable,
	{ bookingId, email, toThemselves }: { bookingId: number; email: string; toThemselves: boolean }
): Promise<Reach> {
	const [trouble, { booking, customer, all }] = await Promise.all([
		toThemselves ? readTrouble(sql, email) : readTroubleOfBooking(sql, email, bookingId),
		readPausesOfBooking(sql, bookingId)
	]);
	if (trouble) return trouble.kind === 'bounced' ? 'not_arriving' : 'unknown';
	const paused = booking ?? all ?? (toThemselves ? customer : null);
	return paused === null ? 'on_its_way' : 'unknown';
}
