import { beforeEach, expect, test } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { en } from '../../../src/lib/words/en/index.ts';
import { listOwnBookings } from '../../../src/lib/server/portal/own-bookings.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();

let shop: Shop;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
});

test('a customer’s bookings are told apart by whether they are still to come, and judged', async () => {
	const bookings = [];
	for (const hour of [9, 11, 13]) bookings.push(await shop.booked(shop.at(4, hour)));
	const soon = await shop.booked(shop.at(1, 9));
	const [mine, next, cancelled] = bookings;
	const { id } = mine!.customer;
	await sql`
		update booking
		set customer_id = ${id}
		where id = any(${[next!.id, cancelled!.id, soon.id]})
	`;
	await shop.booked(shop.at(5, 9));
	await cancel(sql, { bookingId: cancelled!.id, reason: '', actor: BY_LINK });
	await shop.setFlags({ rescheduleNoticeHours: 60, cancelNoticeHours: 12 });

	const own = await listOwnBookings(sql, id, { page: 1, pageSize: 10, said: en.refusals });
	expect(own.upcoming.map((booking) => booking.id)).toEqual([soon.id, mine!.id, next!.id]);
	expect(own.past.map((booking) => [booking.id, booking.status])).toEqual([
		[cancelled!.id, 'cancelled']
	]);
	expect(own.pastTotal).toBe(1);
	expect(own.upcoming.map(({ reschedule }) => reschedule.allowed)).toEqual([false, true, true]);
	expect(
		await listOwnBookings(sql, id, { page: 2, pageSize: 10, said: en.refusals })
	).toMatchObject({ past: [] });
});
