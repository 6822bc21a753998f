import type { Taken } from '../../scheduling/offer.ts';
import type { Queryable } from '../database/connection.ts';
import { takenQuery, type TakenRange } from '../occupancy/taken.ts';

/** Somebody's hold. `holder` tells holders apart, as `holderKey` does. */
export type LiveHold = {
	id: number;
	holder: string;
	fieldworkerId: number;
	startsAt: number;
	expiresAt: number;
};

/** What all touched rooms are worked out from, at one moment. */
export type Reading = {
	/** Of what is on offer; it only grows (R8). */
	version: number;
	/** The counter of the rules alone. */
	rulesVersion: number;
	/** The database's clock, in epoch milliseconds. */
	at: number;
	holds: LiveHold[];
	taken: Taken[];
};

type Row = Omit<Reading, 'holds' | 'taken'> & { holds: LiveHold[] };

/**
 * Reads everything that days are worked out from in one statement, however many rooms are touched
 * and however many people watch them. One statement has one snapshot, so that the version is that of
 * the times (R8).
 */
export async function readReading(sql: Queryable, range: TakenRange): Promise<Reading> {
	const rows = await sql<(Row & Partial<Taken>)[]>`
		select
			coalesce(flags.version, 0) + (select coalesce(sum(occupancy_version), 0) from fieldworker)::bigint as version,
			coalesce(flags.version, 0) as "rulesVersion",
			reslot_clock() as at,
			(
				select coalesce(
					json_agg(
						json_build_object(
							'id', h.id,
							'holder', coalesce('b' || h.booking_id, 'v' || encode(h.visitor, 'hex')),
							'fieldworkerId', h.fieldworker_id,
							'startsAt', date_part('epoch', h.starts_at) * 1000,
							'expiresAt', date_part('epoch', h.expires_at) * 1000
						)
					),
					'[]'
				)
				from hold h
				where h.expires_at > (select reslot_clock())
			) as holds,
			taken.*
		from (values (true)) as business (id)
		left join flags on flags.id
		left join (${takenQuery(sql, range)}) taken on true
	`;
	const [first] = rows;
	if (!first) throw new Error('The database did not answer with a row');
	const { version, rulesVersion, at, holds } = first;
	return { version, rulesVersion, at, holds, taken: rows.filter(isTaken) };
}

function isTaken(row: Partial<Taken>): row is Row & Taken {
	return typeof row.fieldworkerId === 'number';
}
