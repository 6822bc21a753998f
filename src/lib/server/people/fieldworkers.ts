import type { WeeklySpan } from '../../scheduling/working-hours.ts';
import { recordAct, type By } from '../audit/record.ts';
import type { Queryable } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { sayWeekly } from '../hours/words.ts';
import { coverByEverybodysEvents, keepEverybodysEvents } from '../occupancy/cover.ts';
import { saveWeeklyHours } from '../working-hours.ts';
import { keepWhoDoesWhat, replaceServices } from './fieldworker-services.ts';

export type Fieldworker = { id: number; name: string; color: string; active: boolean };

/** Everybody who does or did the work, by name. */
export async function listFieldworkers(sql: Queryable): Promise<Fieldworker[]> {
	return sql<Fieldworker[]>`
		select id, name, color, active
		from fieldworker
		order by name, id
	`;
}

/** A fieldworker to be added, with the services that they do and their weekly hours. */
export type NewFieldworker = {
	name: string;
	email: string;
	color: string;
	serviceIds: readonly number[];
	weekly: readonly WeeklySpan[];
};

/**
 * Adds a fieldworker; what is blocked for everybody is blocked for them too. Answers with the id.
 * Without `by` it is Reslot itself that adds them, such as for the demo data.
 */
export async function addFieldworker(
	sql: Queryable,
	fieldworker: NewFieldworker,
	by?: By
): Promise<number> {
	return transaction(sql, async (tx) => {
		await keepEverybodysEvents(tx);
		await keepWhoDoesWhat(tx);
		const { name, email, color } = fieldworker;
		const [added] = await tx<{ id: number }[]>`
			insert into fieldworker ${tx({ name, email, color })}
			returning id
		`;
		if (!added) throw new Error('A fieldworker was not stored');
		const services = await replaceServices(tx, added.id, fieldworker.serviceIds);
		await saveWeeklyHours(tx, added.id, fieldworker.weekly);
		await coverByEverybodysEvents(tx, added.id);
		if (by) {
			const hours = sayWeekly(fieldworker.weekly);
			const fresh = { name, email, color, services, ...hours };
			await recordAct(tx, by, { action: 'fieldworker.added', subject: name, new: fresh });
		}
		return added.id;
	});
}
