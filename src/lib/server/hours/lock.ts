import type { Transaction } from '../database/connection.ts';
import { lockFieldworkers } from '../occupancy/lock.ts';

/**
 * Keeps bookings from being made while the hours change that bound them: those of one fieldworker,
 * or, as the business's hours bound everybody's, of all. False when there is no such fieldworker.
 */
export async function lockWhomHoursBind(
	tx: Transaction,
	fieldworkerId: number | null
): Promise<boolean> {
	const bound = await tx<{ id: number }[]>`
		select id
		from fieldworker
		where ${fieldworkerId === null ? tx`true` : tx`id = ${fieldworkerId}`}
	`;
	await lockFieldworkers(
		tx,
		bound.map(({ id }) => id)
	);
	return fieldworkerId === null || bound.length > 0;
}
