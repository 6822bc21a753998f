import { beforeEach, expect, test } from 'vitest';
import { findAccount } from '../../../src/lib/server/accounts/account.ts';
import { changeAccount } from '../../../src/lib/server/accounts/change-account.ts';
import {
	changeBookingNotices,
	readBookingNotices
} from '../../../src/lib/server/accounts/own-account.ts';
import type { Staff } from '../../../src/lib/server/accounts/staff.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';

const { sql } = await testDatabase();
const people = staffOf(sql);

let shop: Shop;
let owner: Staff;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	owner = await people.somebody('owner');
});

/** Who is mailed of a booking that a customer makes. */
async function toldOfBooking(hour: number): Promise<string[]> {
	const { id } = await shop.booked(shop.at(3, hour));
	const mails = await sql<{ name: string }[]>`
		select to_name as name
		from mail
		where booking_id = ${id}
			and staff_id is not null
	`;
	return mails.map(({ name }) => name);
}

test('whoever is new is told, until they say that they do not want to be', async () => {
	expect(await readBookingNotices(sql, owner.id)).toBe(true);
	expect(await toldOfBooking(9)).toEqual([owner.name]);
	await changeBookingNotices(sql, owner, false);
	await changeBookingNotices(sql, owner, false);
	expect(await readBookingNotices(sql, owner.id)).toBe(false);
	expect(await toldOfBooking(11)).toEqual([]);
	expect(await people.acts()).toEqual(['staff.changed']);
});

test('who looks after an account says it for them, or leaves it as it is', async () => {
	const admin = await people.somebody('admin');
	const as = { staffId: admin.id, name: admin.name, role: 'admin' as const, fieldworkerId: null };
	await changeAccount(sql, owner, { ...as, bookingNotices: false });
	expect(await findAccount(sql, admin.id)).toMatchObject({ bookingNotices: false });
	await changeAccount(sql, owner, { ...as, name: 'Renamed' });
	expect(await findAccount(sql, admin.id)).toMatchObject({ bookingNotices: false });
	expect(await toldOfBooking(9)).toEqual([owner.name]);
	const [first] = await sql`select old_values, new_values from audit order by id`;
	expect(first).toEqual({
		old_values: { bookingNotices: true },
		new_values: { bookingNotices: false }
	});
});
