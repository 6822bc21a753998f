import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { countCode } from './attempts.ts';
import { proveByCode, type Proved } from './prove.ts';

type Answer = Proved | { result: 'too_many'; tryAgainIn: number };

/**
 * Takes the code with which a visitor proves their address before they book: from then on it counts as
 * proved in their browser for half an hour (`provenEmail`). `tryAgainIn` is in milliseconds.
 */
export async function proveForBooking(
	sql: Sql,
	{ asker, code, networkAddress }: { asker: string; code: string; networkAddress: string }
): Promise<Answer> {
	const tryAgainIn = await countCode(networkAddress);
	if (tryAgainIn > 0) return { result: 'too_many', tryAgainIn };
	return transaction<Answer>(sql, (tx) => proveByCode(tx, { asker, code, purpose: 'booking' }));
}
