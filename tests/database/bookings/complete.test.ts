import { afterAll, expect, it } from 'vitest';
import { complete } from '../../../src/lib/server/bookings/complete.ts';
import { findBooking } from '../../../src/lib/server/bookings/find.ts';
import { connect } from '../../../src/lib/server/database/connection.ts';
import { testDatabase } from '../../support/database.ts';
import { openShop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
const later = connect(url, { max: 1, connection: { 'reslot.clock_offset': '4 days' } });
afterAll(() => later.end());
const shop = await openShop(sql);
const actor = { kind: 'system', notify: false } as const;

it('says how an appointment went once it has begun, by the database’s clock, and not before', async () => {
	const { id } = await shop.booked(shop.at(3, 9));
	const wish = { bookingId: id, outcome: 'no_show', actor } as const;
	expect(await complete(sql, wish)).toMatchObject({
		result: 'refused',
		reason: 'not_begun',
		words: expect.stringContaining('has not begun yet')
	});
	expect(await findBooking(sql, id)).toMatchObject({ status: 'confirmed', version: 1 });
	expect(await complete(later, wish)).toMatchObject({
		result: 'completed',
		booking: { status: 'no_show', version: 2 }
	});
});
