import type { WeeklySpan } from '../../scheduling/working-hours.ts';
import type { Queryable, Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { saveWeeklyHours } from '../working-hours.ts';

export type Fieldworker = { id: number; name: string; color: string; active: boolean };

/** Everybody who does or did the work, by name. */
export async function listFieldworkers(sql: Queryable): Promise<Fieldworker[]> {
	return sql<Fieldworker[]>`
		select id, name, color, active
		from fieldworker
		order by name, id
	`;
}

/** Adds a fieldworker with the services that they do and their weekly hours. Answers with the id. */
export async function addFieldworker(
	sql: Sql,
	fieldworker: {
		name: string;
		email: string;
		color: string;
		serviceIds: readonly number[];
		weekly: readonly WeeklySpan[];
	}
): Promise<number> {
	return transaction(sql, async (tx) => {
		const { name, email, color } = fieldworker;
		const [added] = await tx<{ id: number }[]>`
			insert into fieldworker ${tx({ name, email, color })}
			returning id
		`;
		if (!added) throw new Error('A fieldworker was not stored');
		await tx`
			insert into fieldworker_service (fieldworker_id, service_id)
			select ${added.id}, id
			from unnest(${fieldworker.serviceIds as number[]}::integer[]) as id
		`;
		await saveWeeklyHours(tx, added.id, fieldworker.weekly);
		return added.id;
	});
}
