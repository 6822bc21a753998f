import type { Queryable } from './connection.ts';

/** The database's clock, in epoch milliseconds: the only "now" that rules know (R3). */
export async function readClock(sql: Queryable): Promise<number> {
	const [clock] = await sql<{ now: number }[]>`select reslot_clock() as now`;
	if (!clock) throw new Error('The database did not tell the time');
	return clock.now;
}
