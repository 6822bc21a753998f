import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createStaff } from '../../../src/lib/server/accounts/staff.ts';
import { cancelMany, resendMany } from '../../../src/lib/server/bookings/bulk.ts';
import { complete } from '../../../src/lib/server/bookings/complete.ts';
import { exportBookings } from '../../../src/lib/server/bookings/export.ts';
import type { BookingFilter } from '../../../src/lib/server/bookings/list.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { connect } from '../../../src/lib/server/database/connection.ts';
import { eraseCustomer } from '../../../src/lib/server/people/erase.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, openShop, ZONE, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
/** Where every booking of these tests is over. */
const later = connect(url, { max: 1, connection: { 'reslot.clock_offset': '30 days' } });
afterAll(() => later.end());

let shop: Shop;
let by: { id: number; name: string };
const actor = (notify = true) => ({ kind: 'staff', staffId: by.id, notify }) as const;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
	const created = await createStaff(sql, {
		name: 'Olga',
		email: 'olga@test.example',
		password: 'a long pass phrase',
		role: 'owner'
	});
	if (created.result !== 'created') throw new Error('no owner');
	by = created.staff;
});

describe('cancelling several bookings', () => {
	it('cancels each, tells its customer, and keeps the reason and who did it', async () => {
		const bookings = [await shop.booked(shop.at(2, 9)), await shop.booked(shop.at(3, 9))];
		const outcome = await cancelMany(sql, { bookings, reason: 'Snow', actor: actor() });
		expect(outcome).toEqual({ done: 2, left: [] });
		expect(await sql`select status from booking`).toEqual([
			{ status: 'cancelled' },
			{ status: 'cancelled' }
		]);
		expect(await sql`select from mail where kind = 'cancelled'`).toHaveLength(2);
		expect(
			await sql`select reason, staff_id from booking_change where action = 'cancelled'`
		).toEqual([
			{ reason: 'Snow', staff_id: by.id },
			{ reason: 'Snow', staff_id: by.id }
		]);
		expect(await sql`select from occupancy`).toHaveLength(0);
	});

	it('stops for none: what is over, changed or gone is left, and said', async () => {
		const over = await shop.booked(shop.at(2, 9));
		const changed = await shop.booked(shop.at(3, 9));
		const fine = await shop.booked(shop.at(4, 9));
		const ended = await complete(later, {
			bookingId: over.id,
			outcome: 'completed',
			actor: actor()
		});
		await move(sql, {
			bookingId: changed.id,
			startsAt: shop.at(3, 11),
			reason: '',
			actor: BY_LINK
		});
		const outcome = await cancelMany(sql, {
			bookings: [
				ended.result === 'completed' ? ended.booking : over,
				changed,
				{ id: 9999, version: 1 },
				fine
			],
			reason: '',
			actor: actor(false)
		});
		expect(outcome.done).toBe(1);
		expect(outcome.left.map(({ id }) => id)).toEqual([over.id, changed.id, 9999]);
		expect(outcome.left[1]?.words).toContain('changed while you looked');
		expect(await sql`select from mail where kind = 'cancelled'`).toHaveLength(0);
		expect(await sql`select from booking where status = 'cancelled'`).toHaveLength(1);
	});
});

describe('sending the present details of several bookings', () => {
	it('queues a mail for each that has something to tell, and changes no booking', async () => {
		const first = await shop.booked(shop.at(2, 9));
		const over = await shop.booked(shop.at(3, 9));
		await complete(later, { bookingId: over.id, outcome: 'no_show', actor: actor() });
		await sql`update mail set state = 'sent', created_at = created_at - interval '1 hour'`;
		const before = await sql`select id, version from booking order by id`;
		const outcome = await resendMany(sql, { ids: [first.id, over.id], by });
		expect(outcome.done).toBe(1);
		expect(outcome.left.map(({ id }) => id)).toEqual([over.id]);
		expect(await sql`select id, version from booking order by id`).toEqual(before);
		expect(
			await sql`select from mail where booking_id = ${first.id} and staff_id is null`
		).toHaveLength(2);
		expect(await sql`select from audit where action = 'booking.mail_sent'`).toHaveLength(1);
	});

	it('says whose mail is on its way already', async () => {
		const { id } = await shop.booked(shop.at(2, 9));
		const { done, left } = await resendMany(sql, { ids: [id], by });
		expect(done).toBe(0);
		expect(left[0]?.words).toContain('Nothing new was written');
	});

	it('says whose customer was erased', async () => {
		const { id, customer } = await shop.booked(shop.at(2, 9));
		await eraseCustomer(sql, { id: customer.id, typedName: customer.name, upcoming: 1, by });
		const { done, left } = await resendMany(sql, { ids: [id], by });
		expect({ done, left: left.length }).toEqual({ done: 0, left: 1 });
		expect(left[0]?.words).toContain('was erased');
	});
});

describe('the bookings as a CSV file', () => {
	const text = async (filter: Partial<BookingFilter> = {}) => {
		const pieces = await exportBookings(sql, {
			filter: { scope: 'everybody', ...filter },
			timeZone: ZONE,
			by
		});
		let whole = '';
		for await (const piece of pieces) whole += piece;
		return whole;
	};

	it('has the zone in its head, a line a booking, by time, in that zone’s clock', async () => {
		await shop.booked(shop.at(3, 14));
		await shop.booked(shop.at(2, 9));
		const lines = (await text()).split('\r\n');
		expect(lines[0]).toBe(
			`\uFEFFNumber,Status,Date (${ZONE}),Start (${ZONE}),End (${ZONE}),Customer,Email,Phone,Address,Service,Fieldworker,Notes,Made (${ZONE})`
		);
		expect(lines[1]).toContain(`1002,Confirmed,${shop.date(2)},09:00,10:00,Customer 2,`);
		expect(lines[2]).toContain(`1001,Confirmed,${shop.date(3)},14:00,15:00,Customer 1,`);
		expect(lines.slice(3)).toEqual(['']);
	});

	it('makes harmless what customers typed', async () => {
		const { id } = await shop.booked(shop.at(2, 9));
		await sql`update booking set notes = '=cmd|''/c calc''!A1', phone = '+1 212' where id = ${id}`;
		const whole = await text();
		expect(whole).toContain(",'=cmd|'/c calc'!A1,");
		expect(whole).toContain(",'+1 212,");
	});

	it('has more than are read at a time, each once', async () => {
		await shop.booked(shop.at(2, 9));
		await sql`
			insert into booking (
				customer_id, service_id, fieldworker_id, starts_at, ends_at,
				buffer_before_minutes, buffer_after_minutes, status
			)
			select 1, 1, 1, starts_at, ends_at, 0, 0, 'cancelled'
			from booking, generate_series(1, 2500)
		`;
		const numbers = (await text())
			.split('\r\n')
			.slice(1, -1)
			.map((line) => Number(line.split(',')[0]));
		expect(numbers).toEqual(Array.from({ length: 2501 }, (_, n) => 1001 + n));
	});

	it('keeps to the filter and to whose bookings one may see, and is in the audit log', async () => {
		await shop.booked(shop.at(2, 9));
		await shop.booked(shop.at(3, 9), shop.fieldworkerIds[1]!);
		const lines = (await text({ search: 'Customer', scope: shop.fieldworkerIds[1]! })).split(
			'\r\n'
		);
		expect(lines).toHaveLength(3);
		expect(lines[1]).toContain('1002');
		const [logged] = await sql`select staff_name, subject, new_values from audit`;
		expect(logged).toMatchObject({ staff_name: 'Olga', subject: '1 booking' });
		// A search may be somebody's name.
		expect(JSON.stringify(logged)).not.toContain('Customer');
	});
});
