import type { By } from '../audit/record.ts';
import type { Sql } from '../database/connection.ts';
import { readBusiness } from '../settings/business.ts';
import { changeBusiness, type Facts } from '../settings/change-business.ts';
import { onceInSetup } from './once.ts';

const UNASKED = { address: '', accentColor: '#0f766e' };

/**
 * Says what the business is called and where it is; what the guided start does not ask stays as it
 * is. `habits` are those of a new one. Once the start is over it changes nothing.
 */
export async function nameBusiness(
	sql: Sql,
	by: By,
	given: Pick<Facts, 'name' | 'timeZone' | 'email' | 'phone'>,
	habits: Pick<Facts, 'locale' | 'weekStart'>
): Promise<void> {
	await onceInSetup(sql, 'business', async (tx) => {
		const known = (await readBusiness(tx)) ?? { ...UNASKED, ...habits };
		const business = { ...known, ...given };
		// Nothing is booked yet that another zone could move.
		await changeBusiness(tx, { business, zoneSeen: given.timeZone, by });
	});
}
