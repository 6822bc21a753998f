import { addDays, localDate } from '../../scheduling/zoned-time.ts';
import { openings, type WorkingHours } from '../../scheduling/working-hours.ts';
import type { Scope } from '../accounts/staff.ts';
import type { Queryable } from '../database/connection.ts';
import { requireBusiness } from '../settings/business.ts';
import { readHours } from '../working-hours.ts';

/** When somebody works; instants, half-open. Without a fieldworker it is the business itself. */
export type OpenSpan = { fieldworkerId: number | null; from: number; until: number };

/** Hours are read some days beyond those asked for, because an open run may cross midnight. */
const DAYS_AROUND = 2;

/**
 * When the business is open and when each active fieldworker in the scope works inside its hours,
 * from one instant until another, exceptions included.
 */
export async function readOpenHours(
	sql: Queryable,
	from: number,
	until: number,
	scope: Scope
): Promise<OpenSpan[]> {
	const [{ timeZone }, ids] = await Promise.all([requireBusiness(sql), activeOnes(sql, scope)]);
	const firstDate = localDate(timeZone, from);
	const lastDate = addDays(localDate(timeZone, until - 1), 1);
	const hours = await readHours(sql, {
		fieldworkerIds: ids,
		from: addDays(firstDate, -DAYS_AROUND),
		until: addDays(lastDate, DAYS_AROUND)
	});
	const spansOf = (fieldworkerId: number | null, own: WorkingHours): OpenSpan[] =>
		openings(own, hours.business, timeZone, firstDate, lastDate)
			.map(({ start, end }) => ({
				fieldworkerId,
				from: Math.max(start, from),
				until: Math.min(end, until)
			}))
			.filter((span) => span.from < span.until);
	return [spansOf(null, hours.business), ...ids.map((id) => spansOf(id, hours.of(id)))].flat();
}

async function activeOnes(sql: Queryable, scope: Scope): Promise<number[]> {
	const rows = await sql<{ id: number }[]>`
		select id
		from fieldworker
		where active
			and ${scope === 'everybody' ? sql`true` : sql`id = ${scope}`}
		order by id
	`;
	return rows.map(({ id }) => id);
}
