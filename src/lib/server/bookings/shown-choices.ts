import { policyFor, type PolicyOverrides } from '../../scheduling/policy.ts';
import type { Scope } from '../accounts/staff.ts';
import type { Queryable } from '../database/connection.ts';
import { readFlags } from '../settings/flags.ts';

type Choice = { id: number; name: string; color: string };

/** With the services that they do. */
export type ShownFieldworker = Choice & { active: boolean; serviceIds: number[] };
/** With the hours before the start after which a customer cannot move a booking themselves. */
export type ShownService = Choice & { noticeHours: number };

/**
 * The fieldworkers in the scope and the services that are on offer, by name: what the board shows
 * and can be narrowed to. Of those who are not active any more, the ones who still have something
 * to do; whose own board it is, is always there.
 */
export async function readShownChoices(
	sql: Queryable,
	scope: Scope
): Promise<{ fieldworkers: ShownFieldworker[]; services: ShownService[] }> {
	const [fieldworkers, services, flags] = await Promise.all([
		sql<ShownFieldworker[]>`
			select
				f.id,
				f.name,
				f.color,
				f.active,
				array(
					select fs.service_id
					from fieldworker_service fs
					where fs.fieldworker_id = f.id
					order by fs.service_id
				) as "serviceIds"
			from fieldworker f
			where ${scope === 'everybody' ? sql`f.active or ${hasUpcoming(sql)}` : sql`f.id = ${scope}`}
			order by f.name, f.id
		`,
		sql<(Choice & { overrides: PolicyOverrides })[]>`
			select id, name, color, policy_overrides as overrides
			from service
			where active
			order by name, id
		`,
		readFlags(sql)
	]);
	return {
		fieldworkers,
		services: services.map(({ overrides, ...service }) => ({
			...service,
			noticeHours: policyFor(flags, { overrides, terms: null }).rescheduleNoticeHours
		}))
	};
}

/** No booking is longer than a day. */
const hasUpcoming = (sql: Queryable) => sql`
	exists (
		select
		from booking b
		where b.fieldworker_id = f.id
			and b.status = 'confirmed'
			and b.starts_at > (select reslot_clock()) - interval '24 hours'
			and b.ends_at > (select reslot_clock())
	)
`;
