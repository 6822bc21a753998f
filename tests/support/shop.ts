import { randomUUID } from 'node:crypto';
import { book } from '../../src/lib/server/bookings/book.ts';
import type { Actor } from '../../src/lib/server/bookings/actor.ts';
import type { Booking } from '../../src/lib/server/bookings/find.ts';
import type { Sql } from '../../src/lib/server/database/connection.ts';
import { transaction } from '../../src/lib/server/database/transaction.ts';
import { addFieldworker } from '../../src/lib/server/people/fieldworkers.ts';
import { addService } from '../../src/lib/server/services.ts';
import { saveBusiness } from '../../src/lib/server/settings/business.ts';
import { readFlags, saveFlags } from '../../src/lib/server/settings/flags.ts';
import { saveWeeklyHours } from '../../src/lib/server/working-hours.ts';
import type { Policy } from '../../src/lib/scheduling/policy.ts';
import { addDays, instantOf, localDate } from '../../src/lib/scheduling/zoned-time.ts';

export const ZONE = 'America/New_York';
export const VISITOR: Actor = { kind: 'customer', channel: 'public', language: 'en' };
export const BY_LINK: Actor = { kind: 'customer', channel: 'email_link', language: 'en' };

/** A business to test with: open every day from 8 to 18, one service of an hour. */
export type Shop = {
	sql: Sql;
	serviceId: number;
	fieldworkerIds: number[];
	/** The instant of a wall-clock hour so many days from today, in the shop's zone. */
	at(days: number, hour: number): number;
	/** The local date so many days from today. */
	date(days: number): string;
	/** Books for a new customer, as a visitor would; throws when that is refused. */
	booked(startsAt: number, fieldworkerId?: number): Promise<Booking>;
	setFlags(flags: Partial<Policy>): Promise<void>;
};

const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
	weekday,
	opensMinute: 8 * 60,
	closesMinute: 18 * 60
}));

/** Opens a shop in an empty test database. */
export async function openShop(
	sql: Sql,
	options: { fieldworkers?: number; bufferAfterMinutes?: number } = {}
): Promise<Shop> {
	await saveBusiness(sql, {
		name: 'Test & Daughters',
		timeZone: ZONE,
		locale: 'en-US',
		address: '1 Test Street',
		phone: '+1 212 555 0100',
		email: 'hello@test.example',
		accentColor: '#0f766e',
		weekStart: 1
	});
	await transaction(sql, (tx) => saveWeeklyHours(tx, null, everyDay));
	const serviceId = await addService(sql, {
		name: 'Lesson',
		description: '',
		durationMinutes: 60,
		bufferBeforeMinutes: 0,
		bufferAfterMinutes: options.bufferAfterMinutes ?? 0,
		priceText: '$60',
		color: '#0f766e'
	});
	const fieldworkerIds: number[] = [];
	for (let i = 1; i <= (options.fieldworkers ?? 1); i++) {
		fieldworkerIds.push(
			await addFieldworker(sql, {
				name: `Worker ${i}`,
				email: '',
				color: '#4f46e5',
				serviceIds: [serviceId],
				weekly: everyDay
			})
		);
	}
	const today = localDate(ZONE, Date.now());
	const date = (days: number) => addDays(today, days);
	let customers = 0;
	const setFlags = async (flags: Partial<Policy>) => {
		await saveFlags(sql, { ...(await readFlags(sql)), ...flags });
	};
	await setFlags({});
	return {
		sql,
		serviceId,
		fieldworkerIds,
		date,
		at: (days, hour) => instantOf(ZONE, date(days), hour * 60),
		setFlags,
		async booked(startsAt, fieldworkerId = fieldworkerIds[0]!) {
			const result = await book(sql, {
				serviceId,
				fieldworkerId,
				startsAt,
				customer: customer(++customers),
				notes: '',
				requestId: randomUUID(),
				actor: VISITOR
			});
			if (result.result !== 'booked') throw new Error(`not booked: ${JSON.stringify(result)}`);
			return result.booking;
		}
	};
}

/** The nth customer. */
export function customer(n: number) {
	return { name: `Customer ${n}`, email: `customer${n}@example.com`, phone: '', address: '' };
}

/** Pairs of exclusive occupancies of one fieldworker that overlap. By R1 there is none, ever. */
export async function countOverlaps(sql: Sql): Promise<number> {
	const [row] = await sql<{ overlaps: number }[]>`
		select count(*) as overlaps
		from occupancy a
		join occupancy b
			on a.fieldworker_id = b.fieldworker_id
			and a.id < b.id
			and a.during && b.during
			and not (a.shared and b.shared)
	`;
	return row!.overlaps;
}
