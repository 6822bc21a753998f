import type { Transaction } from '../database/connection.ts';
import { lockKey } from '../database/session-lock.ts';

const NAME = 'reminder settings';

/**
 * Keeps what reminders are planned by from changing until the transaction ends. Whoever reads it
 * afterwards plans by what holds then, or is seen by the planning anew that a change brings.
 */
export async function shareReminderSettings(tx: Transaction): Promise<void> {
	await tx`select pg_advisory_xact_lock_shared(${lockKey(tx, NAME)})`;
}

/**
 * Waits until everybody who plans by the settings as they were has committed; who comes then waits for
 * us. To be taken when all else is locked and written: those that it waits for hold bookings.
 */
export async function holdReminderSettings(tx: Transaction): Promise<void> {
	await tx`select pg_advisory_xact_lock(${lockKey(tx, NAME)})`;
}
