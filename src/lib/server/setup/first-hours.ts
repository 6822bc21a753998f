import type { WeeklySpan } from '../../scheduling/working-hours.ts';
import type { By } from '../audit/record.ts';
import type { Sql } from '../database/connection.ts';
import { changeHours } from '../hours/change-hours.ts';
import { onceInSetup } from './once.ts';

/**
 * Says when the business is open; once the guided start is over it changes nothing. `strands`: there
 * are bookings all the same, and these hours would leave some outside.
 */
export async function sayFirstHours(
	sql: Sql,
	by: By,
	weekly: readonly WeeklySpan[]
): Promise<{ result: 'saved' | 'strands' }> {
	const changed = await onceInSetup(sql, 'hours', (tx) =>
		changeHours(tx, { fieldworkerId: null, weekly }, by, { seen: [], ask: [] })
	);
	return { result: changed?.result === 'strands' ? 'strands' : 'saved' };
}
