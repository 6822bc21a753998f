import { localDate, type LocalDate } from '../scheduling/zoned-time.ts';
import type { Policy, PolicyOverrides } from '../scheduling/policy.ts';
import { takersFor } from '../scheduling/with-whom.ts';
import { readAvailability } from './availability.ts';
import { findBooking } from './bookings/find.ts';
import { readPolicy } from './bookings/policy.ts';
import type { Queryable, Sql } from './database/connection.ts';
import { readFlags } from './settings/flags.ts';
import { readServiceWish, wishOfBooking, type Wish } from './wish.ts';

/**
 * The days of a month that have times, as a page needs them: numbers, nothing about people (R7).
 * `held` are the starts that somebody else is just taking; `at` is when it was read.
 */
export type Offer = {
	version: number;
	at: number;
	timeZone: string;
	realTime: boolean;
	days: { date: LocalDate; starts: number[]; held: number[] }[];
};

/** The dates asked for: `from` up to, not including, `until`, in the business's zone. */
export type DateRange = { from: LocalDate; until: LocalDate };

/**
 * The times to which a customer may move a booking, with whom they choose; where the choice is not
 * theirs, with those whom they can have. Null when there is no booking.
 */
export async function readBookingOffer(
	sql: Sql,
	bookingId: number,
	range: DateRange,
	fieldworkerId?: number | 'any'
): Promise<Offer | null> {
	return inSnapshot(sql, async (snapshot) => {
		const booking = await findBooking(snapshot, bookingId);
		if (!booking) return null;
		const policy = await readPolicy(snapshot, booking);
		const who = takersFor(booking, policy, fieldworkerId) ?? takersFor(booking, policy) ?? [];
		return offerOf(snapshot, wishOfBooking(booking, who), range);
	});
}

/**
 * The times at which a service can be booked with one fieldworker or any who can do it. Null when
 * the service is not on offer, or not with them.
 */
export async function readServiceOffer(
	sql: Sql,
	serviceId: number,
	fieldworkerId: number | 'any',
	range: DateRange,
	visitor?: Buffer
): Promise<Offer | null> {
	return inSnapshot(sql, async (snapshot) => {
		const wish = await readServiceWish(snapshot, serviceId, fieldworkerId, { visitor });
		return wish && offerOf(snapshot, wish, range);
	});
}

/** The rules by which a service is offered: the business's with its own. */
export async function readServicePolicy(sql: Queryable, serviceId: number): Promise<Policy> {
	const [flags, [service]] = await Promise.all([
		readFlags(sql),
		sql<{ overrides: PolicyOverrides }[]>`
			select policy_overrides as overrides
			from service
			where id = ${serviceId}
		`
	]);
	return { ...flags, ...service?.overrides };
}

async function offerOf(sql: Queryable, wish: Wish, range: DateRange): Promise<Offer> {
	const { times, held, ...rest } = await readAvailability(sql, wish, range);
	const dateOf = (start: number) => localDate(rest.timeZone, start);
	const free = Map.groupBy(times, ({ start }) => dateOf(start));
	const taking = Map.groupBy(held, dateOf);
	const dates = [...new Set([...free.keys(), ...taking.keys()])].sort();
	return {
		...rest,
		days: dates.map((date) => ({
			date,
			starts: free.get(date)?.map(({ start }) => start) ?? [],
			held: taking.get(date) ?? []
		}))
	};
}

/** Times and version have to come from one moment, or an older day could pass for a newer one. */
function inSnapshot<T>(sql: Sql, read: (snapshot: Queryable) => Promise<T>): Promise<T> {
	return sql.begin('isolation level repeatable read read only', (tx) =>
		read(tx as Queryable)
	) as Promise<T>;
}
