import { recordAct, type By } from '../audit/record.ts';
import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';

/** Rows of occupancy that overlap, as the list of clashes names them. */
export type Pair = { oneId: number; otherId: number };

/**
 * Leaves two that share their time as they are: they are no clash to resolve any more, until either
 * is moved. `gone`: they do not share it any more, so there was nothing to keep. Sent twice, it keeps
 * once.
 */
export async function keepClash(
	sql: Sql,
	{ pairs, by }: { pairs: readonly Pair[]; by: By }
): Promise<'kept' | 'gone'> {
	return transaction(sql, (tx) => keep(tx, pairs, by));
}

async function keep(tx: Transaction, pairs: readonly Pair[], by: By): Promise<'kept' | 'gone'> {
	const sharing = await tx<(Pair & { kept: boolean })[]>`
		select
			one.id as "oneId",
			other.id as "otherId",
			k.at is not null as kept
		from unnest(
			${pairs.map(({ oneId }) => oneId)}::bigint[],
			${pairs.map(({ otherId }) => otherId)}::bigint[]
		) as p(one_id, other_id)
		join occupancy one on one.id = least(p.one_id, p.other_id)
		join occupancy other
			on other.id = greatest(p.one_id, p.other_id)
			and other.id <> one.id
			and other.fieldworker_id = one.fieldworker_id
			and other.during && one.during
		left join kept_clash k on k.one_id = one.id and k.other_id = other.id
		-- Whoever is just moving one of them goes first: then they are not among these.
		for key share of one, other
	`;
	if (sharing.length === 0) return 'gone';
	const fresh = sharing.filter(({ kept }) => !kept);
	if (fresh.length === 0) return 'kept';
	const rows = fresh.map(({ oneId, otherId }) => ({
		one_id: oneId,
		other_id: otherId,
		staff_id: by.id
	}));
	await tx`
		insert into kept_clash ${tx(rows)}
		on conflict do nothing
	`;
	const ids = fresh.flatMap(({ oneId, otherId }) => [oneId, otherId]);
	await recordAct(tx, by, { action: 'booking.clash_kept', subject: await nameThem(tx, ids) });
	return 'kept';
}

/**
 * "Booking 1001 and Training", for the log. Customers are not named: nothing of them is left in it
 * once they are erased.
 */
async function nameThem(tx: Transaction, occupancyIds: number[]): Promise<string> {
	const rows = await tx<{ name: string }[]>`
		select distinct
			coalesce('Booking ' || b.id, nullif(e.title, ''), 'a blocked event') as name,
			b.id
		from occupancy o
		left join booking b on b.id = o.booking_id
		left join blocked_event e on e.id = o.blocked_event_id
		where o.id = any(${occupancyIds}::bigint[])
		order by b.id
	`;
	return rows.map(({ name }) => name).join(' and ');
}
