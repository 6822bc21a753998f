import { expect, test } from 'vitest';
import { createStaff } from '../../src/lib/server/accounts/staff.ts';
import { listClashes } from '../../src/lib/server/bookings/clashes.ts';
import { makeClashes } from '../../src/lib/server/database/demo/clashes.ts';
import { isEmpty } from '../../src/lib/server/database/demo/seed.ts';
import { testDatabase } from '../support/database.ts';
import { openShop } from '../support/shop.ts';

const { sql } = await testDatabase();
const PERSON = { name: 'Alex', email: 'alex@test.example', password: 'a long pass phrase' };

test('the demo has a booking on another one, and one whose fieldworker is away; its owner comes last', async () => {
	const shop = await openShop(sql, { fieldworkers: 2 });
	const [mai, owen] = shop.fieldworkerIds as [number, number];
	const one = await shop.booked(shop.at(3, 9), mai);
	const away = await shop.booked(shop.at(4, 9), owen);
	const other = await shop.booked(shop.at(5, 9), mai);
	await shop.booked(shop.at(12, 9), owen);

	const created = await createStaff(sql, { ...PERSON, role: 'admin' });
	if (created.result !== 'created') throw new Error(created.result);
	await makeClashes(sql, created.staff, Date.now());
	const clashes = await listClashes(sql, 10);
	expect(clashes.map(({ bookings, blocked }) => [bookings.map(({ id }) => id), blocked])).toEqual([
		[[one.id, other.id], null],
		[[away.id], expect.objectContaining({ title: 'Appointment', everybody: false })]
	]);

	// A demo that was cut off by now is made anew.
	expect(await isEmpty(sql)).toBe(true);
	const owner = { ...PERSON, email: 'owner@test.example', role: 'owner' } as const;
	await createStaff(sql, owner);
	expect(await isEmpty(sql)).toBe(false);
});
