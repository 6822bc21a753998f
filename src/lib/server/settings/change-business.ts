import { recordAct, type By } from '../audit/record.ts';
import { readClock } from '../database/clock.ts';
import type { Queryable } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { changedSince, type Changed, type Values } from '../overwritten.ts';
import { replanReminders } from '../reminders/plan-all.ts';
import { readBusiness, saveBusiness, type Business } from './business.ts';

/** What is known of the business, but for its logo. */
export type Facts = Omit<Business, 'logo'>;

/** What another zone does to bookings: instants stay, so what clocks show at them does not (R11). */
export type ZoneChange = {
	upcoming: number;
	/** The next of them; instants in epoch milliseconds. */
	next: { id: number; customerName: string; serviceName: string; startsAt: number }[];
};

export type BusinessChange =
	{ result: 'saved' } | Changed | { result: 'ask'; from: string; change: ZoneChange };

const EXAMPLES = 3;

/**
 * Changes what is known of the business, and logs it. A zone that upcoming bookings would be read in
 * otherwise than they were made is taken only as `zoneSeen`: somebody has seen what it does to them.
 * With `opened`, the facts when they were opened, nothing that others changed since is overwritten.
 */
export async function changeBusiness(
	sql: Queryable,
	{ business, zoneSeen, by, opened }: { business: Facts; zoneSeen: string; by: By; opened?: Values }
): Promise<BusinessChange> {
	return transaction<BusinessChange>(sql, async (tx) => {
		await tx`select from business for update`;
		const old = await readBusiness(tx);
		const changed = old && changedSince(opened, { ...old, logo: undefined }, business);
		if (changed) return changed;
		if (old && old.timeZone !== business.timeZone && zoneSeen !== business.timeZone) {
			const change = await readZoneChange(tx);
			if (change.upcoming > 0) return { result: 'ask', from: old.timeZone, change };
		}
		await saveBusiness(tx, business);
		await recordAct(tx, by, {
			action: 'business.changed',
			subject: business.name,
			old: old ? { ...old, logo: undefined } : undefined,
			new: business
		});
		if (old && old.timeZone !== business.timeZone) await replanReminders(tx);
		return { result: 'saved' };
	});
}

async function readZoneChange(sql: Queryable): Promise<ZoneChange> {
	const now = await readClock(sql);
	const [next, [count]] = await Promise.all([
		sql<ZoneChange['next']>`
			select
				b.id,
				c.name as "customerName",
				s.name as "serviceName",
				b.starts_at as "startsAt"
			from booking b
			join customer c on c.id = b.customer_id
			join service s on s.id = b.service_id
			where b.status = 'confirmed'
				and b.starts_at > ${now}
			order by b.starts_at, b.id
			limit ${EXAMPLES}
		`,
		sql<{ upcoming: number }[]>`
			select count(*) as upcoming
			from booking
			where status = 'confirmed'
				and starts_at > ${now}
		`
	]);
	return { upcoming: count?.upcoming ?? 0, next };
}
