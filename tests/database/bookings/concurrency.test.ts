import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/lib/server/bookings/actor.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { connect } from '../../../src/lib/server/database/connection.ts';
import { dice } from '../../../src/lib/server/database/demo/random.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, countOverlaps, openShop, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
const crowd = connect(url, { max: 16, connection: { lock_timeout: 0 } });
afterAll(() => crowd.end());
let shop: Shop;

const STAFF: Actor = { kind: 'system', notify: false };

async function deadlocks(): Promise<number> {
	const [row] = await sql<{ deadlocks: number }[]>`
		select deadlocks
		from pg_stat_database
		where datname = current_database()
	`;
	return row!.deadlocks;
}

/** Where each booking is by its history alone, beside where it is. */
const replayed = () => sql<Record<string, number>[]>`
	select
		b.id,
		b.version,
		b.starts_at as "startsAt",
		b.fieldworker_id as "fieldworkerId",
		o.starts_at as "takenFrom",
		o.fieldworker_id as "takenOf",
		last.version as "lastVersion",
		last.new_starts_at as "lastStartsAt",
		last.new_fieldworker_id as "lastFieldworkerId",
		(select count(*) from booking_change c where c.booking_id = b.id) as changes,
		(
			select count(*)
			from booking_change c
			join booking_change p on p.booking_id = c.booking_id and p.version = c.version - 1
			where c.booking_id = b.id
				and c.old_starts_at = p.new_starts_at
				and c.old_fieldworker_id = p.new_fieldworker_id
		) as links
	from booking b
	join occupancy o on o.booking_id = b.id
	join lateral (
		select *
		from booking_change c
		where c.booking_id = b.id
		order by c.version desc
		limit 1
	) last on true
`;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 8 });
});

describe('writers at the same time', () => {
	it('who swap two bookings in both directions are all answered, without a deadlock', async () => {
		const [one, other] = shop.fieldworkerIds as [number, number];
		const before = await deadlocks();
		const a = await shop.booked(shop.at(3, 9), one);
		const b = await shop.booked(shop.at(3, 9), other);
		const swap = (bookingId: number, fieldworkerId: number, hour: number) =>
			move(crowd, {
				bookingId,
				startsAt: shop.at(3, hour),
				fieldworkerId,
				reason: '',
				actor: STAFF
			});
		for (let round = 0; round < 40; round++) {
			const hour = 9 + (round % 2) * 0.5;
			const results = await Promise.all([
				swap(a.id, other, hour),
				swap(b.id, one, hour),
				swap(a.id, one, 12),
				swap(b.id, other, 12)
			]);
			for (const { result } of results) expect(['moved', 'taken', 'refused']).toContain(result);
		}
		expect(await deadlocks()).toBe(before);
		expect(await countOverlaps(sql)).toBe(0);
	});

	it('making 10,000 random moves by 16 over 8 fieldworkers lose and overlap nothing', async () => {
		const bookings: number[] = [];
		for (const id of shop.fieldworkerIds) {
			for (let i = 0; i < 10; i++) {
				const startsAt = shop.at(2 + Math.floor(i / 5), 8 + (i % 5) * 2);
				bookings.push((await shop.booked(startsAt, id)).id);
			}
		}
		const before = await deadlocks();
		const counts: Record<string, number> = {};
		const writer = async (seed: number) => {
			const { pick, between, chance } = dice(seed);
			for (let i = 0; i < 625; i++) {
				const { result } = await move(crowd, {
					bookingId: pick(bookings),
					startsAt: shop.at(between(2, 4), between(16, 35) / 2),
					fieldworkerId: pick(shop.fieldworkerIds),
					reason: '',
					// Customers are judged by every rule; most writers are not, for the sake of time.
					actor: chance(0.1) ? BY_LINK : STAFF
				});
				counts[result] = (counts[result] ?? 0) + 1;
			}
		};
		await Promise.all(Array.from({ length: 16 }, (_, n) => writer(n)));

		expect(Object.keys(counts).toSorted()).toEqual(['moved', 'refused', 'taken']);
		expect(counts.moved! + counts.taken! + counts.refused!).toBe(10_000);
		expect(counts.moved).toBeGreaterThan(1_000);
		expect(await deadlocks()).toBe(before);
		expect(await countOverlaps(sql)).toBe(0);
		const rows = await replayed();
		expect(rows).toHaveLength(80);
		for (const row of rows) {
			expect(row).toMatchObject({
				version: row.lastVersion,
				startsAt: row.lastStartsAt,
				fieldworkerId: row.lastFieldworkerId,
				takenFrom: row.startsAt,
				takenOf: row.fieldworkerId,
				changes: row.version,
				links: row.version! - 1
			});
		}
		expect(rows.reduce((sum, row) => sum + row.version! - 1, 0)).toBe(counts.moved);
	}, 300_000);
});
