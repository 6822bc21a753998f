import { beforeEach, describe, expect, it } from 'vitest';
import { findClashes } from '../../../src/lib/server/bookings/clashes.ts';
import { listBookings } from '../../../src/lib/server/bookings/list.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { block } from '../../../src/lib/server/occupancy/block.ts';
import { readServiceOffer } from '../../../src/lib/server/offer.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, countOverlaps, openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();
let shop: Shop;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
});

const moveTo = (bookingId: number, startsAt: number) =>
	move(sql, { bookingId, startsAt, reason: '', actor: BY_LINK });
const shared = async () =>
	(await sql`select shared from occupancy order by id`).map((row) => row.shared);

describe('real-time availability off (R10)', () => {
	it('lets customers overlap, marks both as shared, and shows staff the clash', async () => {
		await shop.booked(shop.at(3, 9));
		const second = await shop.booked(shop.at(3, 12));
		await shop.setFlags({ realTimeAvailability: false });

		expect(await moveTo(second.id, shop.at(3, 9.5))).toMatchObject({ result: 'moved' });
		expect(await shared()).toEqual([true, true]);
		expect(await findClashes(sql, second.id)).toMatchObject([
			{ kind: 'booking', bookingId: 1001, customerName: 'Customer 1' }
		]);
		const { bookings } = await listBookings(sql, { scope: 'everybody', page: 1, pageSize: 10 });
		expect(bookings.map(({ clash }) => clash)).toEqual([true, true]);
		expect(await countOverlaps(sql)).toBe(0);
	});

	it('takes a time that nobody has exclusively, as ever', async () => {
		await shop.setFlags({ realTimeAvailability: false });
		const booking = await shop.booked(shop.at(3, 9));
		expect(await shared()).toEqual([false]);
		expect(await findClashes(sql, booking.id)).toEqual([]);
	});

	it('offers every time in working hours, blocked events not considered', async () => {
		const range = { from: shop.date(3), until: shop.date(4) };
		await shop.booked(shop.at(3, 9));
		await block(sql, {
			fieldworkerId: null,
			startsAt: shop.at(3, 12),
			endsAt: shop.at(3, 15),
			title: 'Meeting'
		});
		const starts = async () =>
			(await readServiceOffer(sql, shop.serviceId, 'any', range))!.days[0]!.starts.length;
		expect(await starts()).toBe(9);
		await shop.setFlags({ realTimeAvailability: false });
		expect(await starts()).toBe(19);
	});

	it('does not weaken R1: an exclusive claim over a shared one is refused', async () => {
		const first = await shop.booked(shop.at(3, 9));
		const second = await shop.booked(shop.at(3, 12));
		const third = await shop.booked(shop.at(3, 15));
		await shop.setFlags({ realTimeAvailability: false });
		await moveTo(second.id, shop.at(3, 9));
		await shop.setFlags({ realTimeAvailability: true });

		expect(await moveTo(third.id, shop.at(3, 9))).toMatchObject({ result: 'taken' });
		await expect(
			sql`
				insert into occupancy (fieldworker_id, during, booking_id)
				select fieldworker_id, during, ${third.id}
				from occupancy
				where booking_id = ${first.id}
				on conflict (booking_id) do update
				set during = excluded.during
			`
		).rejects.toThrow(/occupancy_never_overlaps/);
	});
});

describe('a blocked event', () => {
	it('takes the time, leaves bookings in it where they are, and shows them as clashes', async () => {
		const inside = await shop.booked(shop.at(3, 13));
		const before = await shop.booked(shop.at(3, 9));
		await block(sql, {
			fieldworkerId: shop.fieldworkerIds[0]!,
			startsAt: shop.at(3, 12),
			endsAt: shop.at(6, 12),
			title: 'Conference'
		});
		expect(await findClashes(sql, inside.id)).toMatchObject([
			{ kind: 'blocked event', title: 'Conference' }
		]);
		expect(await moveTo(before.id, shop.at(5, 9))).toMatchObject({ result: 'taken' });
		expect(await moveTo(before.id, shop.at(6, 12))).toMatchObject({ result: 'moved' });
	});

	it('that is longer than a day is stored a row a day, so that reads stay bounded', async () => {
		await block(sql, {
			fieldworkerId: null,
			startsAt: shop.at(3, 12),
			endsAt: shop.at(6, 18),
			title: 'Holidays'
		});
		const [row] = await sql`
			select count(*), max(upper(during) - lower(during)) <= interval '24 hours' as bounded
			from occupancy
		`;
		expect(row).toEqual({ count: 4, bounded: true });
	});
});
