import { beforeEach, describe, expect, test } from 'vitest';
import {
	beginCustomerSession,
	findOwnBookings,
	readCustomerSession,
	signOutCustomer
} from '../../../src/lib/server/portal/session.ts';
import {
	endCustomerSessions,
	listCustomerSessions
} from '../../../src/lib/server/portal/sessions.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop } from '../../support/shop.ts';
import { DEVICE } from '../../support/staff.ts';

const { sql } = await testDatabase();
const DAY = 24 * 60;

let own: Booking;
let others: Booking;
beforeEach(async () => {
	await emptyDatabase(sql);
	const shop = await openShop(sql);
	own = await shop.booked(shop.at(3, 10));
	others = await shop.booked(shop.at(3, 12));
});

const begin = (booking = own) => beginCustomerSession(sql, booking.customer.id, DEVICE);
const later = (minutes: number) => sql`
	update customer_session
	set expires_at = expires_at - make_interval(mins => ${minutes}),
		last_seen_at = last_seen_at - make_interval(mins => ${minutes})
`;

describe('a customer’s session', () => {
	test('is known by its secret, of which the database has only a hash', async () => {
		const { secret } = await begin();
		const found = await readCustomerSession(sql, secret);
		expect(found).toMatchObject({ customer: { id: own.customer.id }, extended: false });
		expect(JSON.stringify(await sql`select * from customer_session`)).not.toContain(secret);
		expect(await readCustomerSession(sql, found!.key)).toBeNull();
	});

	test('ends after sixty days without use, and lasts while it is used', async () => {
		const { secret } = await begin();
		await later(59 * DAY);
		expect(await readCustomerSession(sql, secret)).toMatchObject({ extended: true });
		await later(29 * DAY);
		expect(await readCustomerSession(sql, secret)).toMatchObject({ extended: false });
		await later(31 * DAY + 1);
		expect(await readCustomerSession(sql, secret)).toBeNull();
	});

	test('ends here, and elsewhere on request', async () => {
		const [here, there, somebodys] = [await begin(), await begin(), await begin(others)];
		const { key } = (await readCustomerSession(sql, here.secret))!;
		expect(await listCustomerSessions(sql, own.customer.id)).toHaveLength(2);
		expect(await endCustomerSessions(sql, own.customer.id, { except: key })).toBe(1);
		expect(await readCustomerSession(sql, there.secret)).toBeNull();
		await signOutCustomer(sql, here.secret);
		expect(await readCustomerSession(sql, here.secret)).toBeNull();
		expect(await readCustomerSession(sql, somebodys.secret)).not.toBeNull();
	});

	test('ends when the customer’s address is corrected, as somebody else may read the old one', async () => {
		const { secret } = await begin();
		await sql`update customer set phone = '1' where id = ${own.customer.id}`;
		expect(await readCustomerSession(sql, secret)).not.toBeNull();
		await sql`update customer set email = 'new@example.com' where id = ${own.customer.id}`;
		expect(await readCustomerSession(sql, secret)).toBeNull();
	});

	test('opens its customer’s bookings and nobody else’s', async () => {
		const { secret } = await begin();
		const { key: session } = (await readCustomerSession(sql, secret))!;
		const asked = [own.id, others.id, 999_999].map((bookingId) => ({ session, bookingId }));
		expect(await findOwnBookings(sql, asked)).toEqual([{ session, bookingId: own.id }]);
		await later(61 * DAY);
		expect(await findOwnBookings(sql, asked)).toEqual([]);
	});
});
