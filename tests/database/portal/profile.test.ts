import { beforeEach, describe, expect, test } from 'vitest';
import { changeProfile, type Profile } from '../../../src/lib/server/portal/profile.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop } from '../../support/shop.ts';

const { sql } = await testDatabase();

let booking: Booking;
let profile: Profile;
beforeEach(async () => {
	await emptyDatabase(sql);
	const shop = await openShop(sql);
	booking = await shop.booked(shop.at(5, 10));
	const { name } = booking.customer;
	profile = { name, phone: '', address: '', timeZone: null, locale: null, reminders: true };
});

const change = (changed: Partial<Profile>, seen = profile) =>
	changeProfile(sql, booking.customer.id, { profile: { ...profile, ...changed }, seen });
const stored = async () => {
	const [row] = await sql`
		select name, phone, address, time_zone as "timeZone", locale, reminders
		from customer
		where id = ${booking.customer.id}
	`;
	return row;
};

describe('a customer’s own details', () => {
	test('are theirs to change; a booking keeps those that it was made with', async () => {
		const wanted = { name: 'Ada L.', phone: '12', timeZone: 'Asia/Kolkata', locale: 'de-DE' };
		expect(await change(wanted)).toEqual({ result: 'saved' });
		expect(await stored()).toEqual({ ...profile, ...wanted });
		const [kept] = await sql`select contact_name as name from booking where id = ${booking.id}`;
		expect(kept).toEqual({ name: booking.contactName });
	});

	test('are not overwritten by who saw older ones, and the answer is what they are', async () => {
		await change({ phone: '1' });
		const answer = await change({ phone: '2' });
		expect(answer).toEqual({ result: 'changed', now: { ...profile, phone: '1' } });
		expect(await stored()).toMatchObject({ phone: '1' });
		// Sent twice, it is saved once, and nobody else was in between.
		expect(await change({ phone: '1' })).toEqual({ result: 'saved' });
	});

	test('of one who was erased are nobody’s', async () => {
		await sql`update customer set erased_at = now() where id = ${booking.customer.id}`;
		expect(await change({ phone: '1' })).toEqual({ result: 'not_found' });
	});
});
