import { beforeEach, describe, expect, it } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { readHistory } from '../../../src/lib/server/bookings/history.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { readStanding } from '../../../src/lib/server/bookings/standing.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';
import { en } from '../../../src/lib/words/en/index.ts';

const { sql } = await testDatabase();
let shop: Shop;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
});

const byLink = (bookingId: number, expectedVersion?: number) =>
	cancel(sql, { bookingId, expectedVersion, reason: 'Not needed', actor: BY_LINK });

describe('cancelling', () => {
	it('frees the time, raises the version, keeps the comment and queues the mail', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		expect(await byLink(booking.id, 1)).toMatchObject({
			result: 'cancelled',
			booking: { status: 'cancelled', version: 2 }
		});
		expect(await sql`select from occupancy`).toHaveLength(0);
		const [latest] = await readHistory(sql, booking.id);
		expect(latest).toMatchObject({ action: 'cancelled', reason: 'Not needed', version: 2 });
		const [mail] = await sql`select kind, booking_version from mail order by id desc limit 1`;
		expect(mail).toEqual({ kind: 'cancelled', booking_version: 2 });
	});

	it('happens once when the form is sent twice, and a second time is refused in words', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		const twice = await Promise.all([byLink(booking.id, 1), byLink(booking.id, 1)]);
		expect(twice.map(({ result }) => result)).toEqual(['cancelled', 'cancelled']);
		expect(await readHistory(sql, booking.id)).toHaveLength(2);
		expect(await byLink(booking.id)).toMatchObject({ result: 'refused', reason: 'cancelled' });
	});

	it('has a flag and a notice window of its own (R3)', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		await shop.setFlags({ allowCancel: false });
		expect(await byLink(booking.id)).toMatchObject({ reason: 'cancel_off' });
		await shop.setFlags({ allowCancel: true, cancelNoticeHours: 200, rescheduleNoticeHours: 0 });
		expect(await byLink(booking.id)).toMatchObject({ reason: 'too_late' });
		const standing = await readStanding(sql, booking, en.refusals);
		expect(standing.reschedule).toEqual({ allowed: true, until: booking.startsAt });
		expect(standing.cancel).toMatchObject({ allowed: false, reason: 'too_late' });
	});

	it('and moving at the same time leave one of the two, not both', async () => {
		for (let round = 0; round < 10; round++) {
			const booking = await shop.booked(shop.at(3, 9));
			const [cancelled, moved] = await Promise.all([
				byLink(booking.id, 1),
				move(sql, {
					bookingId: booking.id,
					startsAt: shop.at(4, 9),
					expectedVersion: 1,
					reason: '',
					actor: BY_LINK
				})
			]);
			const won = [cancelled.result === 'cancelled', moved.result === 'moved'];
			expect(won.filter(Boolean)).toHaveLength(1);
			await cancel(sql, { bookingId: booking.id, reason: '', actor: BY_LINK });
		}
	});
});
