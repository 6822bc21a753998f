import type { OfferRules, Want } from '../../scheduling/offer.ts';
import { addDays, localDate } from '../../scheduling/zoned-time.ts';
import { readClock } from '../database/clock.ts';
import type { Queryable, Sql } from '../database/connection.ts';
import { readBusiness } from '../settings/business.ts';
import { readFlags, type Flags } from '../settings/flags.ts';
import { readHours } from '../working-hours.ts';

/** What a service asks for, as it is now. `bookableWith` are those whom the public can have. */
export type ServiceRules = Omit<Want, 'fieldworkerIds'> & { bookableWith: number[] };

/** All that offers depend on and that changes seldom; read again whenever `version` grows. */
export type Rules = OfferRules & {
	version: number;
	policy: Flags;
	services: Map<number, ServiceRules>;
};

/** Exceptions are kept from a few days back, as hours may cross midnight, to the end of time. */
const DAYS_BACK = 7;
const FOREVER = '2200-01-01';

/** Reads the rules in one snapshot; null while there is no business yet. */
export async function readRules(sql: Sql): Promise<Rules | null> {
	return sql.begin('isolation level repeatable read read only', async (tx) => {
		const snapshot = tx as Queryable;
		const business = await readBusiness(snapshot);
		if (!business) return null;
		const { timeZone } = business;
		const [policy, now, fieldworkers, services] = await Promise.all([
			readFlags(snapshot),
			readClock(snapshot),
			snapshot<{ id: number }[]>`select id from fieldworker`,
			readServices(snapshot)
		]);
		const hours = await readHours(snapshot, {
			fieldworkerIds: fieldworkers.map(({ id }) => id),
			from: addDays(localDate(timeZone, now), -DAYS_BACK),
			until: FOREVER
		});
		return { version: policy.version, timeZone, policy, hours, services };
	}) as Promise<Rules | null>;
}

async function readServices(sql: Queryable): Promise<Rules['services']> {
	const rows = await sql<(ServiceRules & { id: number })[]>`
		select
			s.id,
			s.duration_minutes as "durationMinutes",
			s.buffer_before_minutes as "bufferBeforeMinutes",
			s.buffer_after_minutes as "bufferAfterMinutes",
			s.policy_overrides as overrides,
			coalesce(
				array_agg(f.id order by f.id) filter (where s.active and s.on_public_page and f.active),
				'{}'
			) as "bookableWith"
		from service s
		left join fieldworker_service fs on fs.service_id = s.id
		left join fieldworker f on f.id = fs.fieldworker_id
		group by s.id
	`;
	return new Map(rows.map(({ id, ...service }) => [id, service]));
}
