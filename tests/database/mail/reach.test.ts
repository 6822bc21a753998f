import { beforeEach, expect, test } from 'vitest';
import { readReach } from '../../../src/lib/server/mail/reach.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();

let shop: Shop;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
});

async function booked() {
	const { id: bookingId, customer } = await shop.booked(shop.at(5, 9));
	return { bookingId, email: customer.email };
}

test('a customer is promised mail while nothing holds it', async () => {
	expect(await readReach(sql, await booked())).toBe('on_its_way');
});

test('nothing is promised while mail about the booking, to them or to all is paused', async () => {
	const booking = await booked();
	for (const table of ['booking', 'customer']) {
		await sql`update ${sql(table)} set mail_paused_at = reslot_clock()`;
		expect(await readReach(sql, booking)).toBe('unknown');
		await sql`update ${sql(table)} set mail_paused_at = null`;
	}
	await sql`insert into mail_settings (paused_at, paused_by) values (reslot_clock(), 'Olga')`;
	expect(await readReach(sql, booking)).toBe('unknown');
});

test('an address that mail does not reach is told of, and who wants none is promised none', async () => {
	const booking = await booked();
	await sql`insert into address_trouble (email, kind) values (lower(${booking.email}), 'bounced')`;
	expect(await readReach(sql, booking)).toBe('not_arriving');
	await sql`update address_trouble set kind = 'complained'`;
	expect(await readReach(sql, booking)).toBe('unknown');
});
