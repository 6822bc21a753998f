import {
	decide,
	policyFor,
	type Policy,
	type PolicyOverrides,
	type Terms
} from '../../scheduling/policy.ts';
import { english } from '../../words/index.ts';
import { readClock } from '../database/clock.ts';
import type { Queryable } from '../database/connection.ts';
import { readFlags } from '../settings/flags.ts';

/** Of the upcoming bookings, how many their customers may now reschedule, cancel or edit. */
export type Standings = {
	upcoming: number;
	reschedule: number;
	cancel: number;
	edit: number;
	/** Those that keep the notice windows and the number of moves that they were made under. */
	frozen: number;
};

/** Bookings of one service and fieldworker that keep the same terms. The lists go together. */
type Alike = {
	overrides: PolicyOverrides;
	terms: Terms | null;
	fieldworker: { id: number };
	service: { doneBy: { id: number }[] };
	starts: number[];
	moves: number[];
};

/**
 * What these rules, or without any the present ones, mean for the bookings that are still to come, by
 * the database's clock: counted with the same judgement that each of them meets (R3).
 */
export async function countStandings(sql: Queryable, policy?: Policy): Promise<Standings> {
	const now = await readClock(sql);
	const [flags, groups] = await Promise.all([policy ?? readFlags(sql), readGroups(sql, now)]);
	const counted: Standings = { upcoming: 0, reschedule: 0, cancel: 0, edit: 0, frozen: 0 };
	for (const { overrides, terms, fieldworker, service, starts, moves } of groups) {
		const rules = policyFor(flags, { overrides, terms });
		counted.upcoming += starts.length;
		if (terms) counted.frozen += starts.length;
		starts.forEach((startsAt, index) => {
			const customerMoves = moves[index]!;
			const state = { status: 'confirmed', startsAt, endsAt: startsAt, customerMoves } as const;
			const booking = { ...state, fieldworker, service };
			for (const action of ['reschedule', 'cancel', 'edit'] as const) {
				if (decide(action, booking, rules, now, english.refusals).allowed) counted[action]++;
			}
		});
	}
	return counted;
}

/** Arrays rather than rows: twenty thousand bookings are read as a few rows. */
const readGroups = (sql: Queryable, now: number) => sql<Alike[]>`
	select
		s.policy_overrides as overrides,
		b.terms,
		json_build_object('id', b.fieldworker_id) as fieldworker,
		json_build_object('doneBy', (
			select coalesce(json_agg(json_build_object('id', d.id)), '[]')
			from fieldworker_service fs
			join fieldworker d on d.id = fs.fieldworker_id and d.active
			where fs.service_id = b.service_id
		)) as service,
		b.starts,
		b.moves
	from (
		select
			service_id,
			fieldworker_id,
			terms,
			array_agg(date_part('epoch', starts_at) * 1000) as starts,
			array_agg(customer_moves) as moves
		from booking
		where status = 'confirmed'
			and starts_at > ${now}
		group by service_id, fieldworker_id, terms
	) b
	join service s on s.id = b.service_id
`;
