import { beforeEach, describe, expect, it } from 'vitest';
import { createStaff } from '../../../src/lib/server/accounts/staff.ts';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { countClashes, listClashes } from '../../../src/lib/server/bookings/clashes.ts';
import { readFreeFieldworkers } from '../../../src/lib/server/bookings/free-fieldworkers.ts';
import { keepClash } from '../../../src/lib/server/bookings/keep-clash.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { holdForBooking } from '../../../src/lib/server/holds/hold-for-booking.ts';
import { block } from '../../../src/lib/server/occupancy/block.ts';
import { transaction } from '../../../src/lib/server/database/transaction.ts';
import { saveWeeklyHours } from '../../../src/lib/server/working-hours.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { rowsRead } from '../../support/rows-read.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();
let shop: Shop;
let first = 0;
let second = 0;
let third = 0;
let olga = { id: 0, name: '' };

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 3 });
	[first = 0, second = 0, third = 0] = shop.fieldworkerIds;
	const made = await createStaff(sql, {
		name: 'Olga Owner',
		email: 'olga@test.example',
		password: 'a long pass phrase',
		role: 'owner'
	});
	if (made.result !== 'created') throw new Error('Olga is missing');
	olga = made.staff;
});

const list = () => listClashes(sql, 50);
const moveTo = (bookingId: number, startsAt: number, more: object = {}) =>
	move(sql, {
		bookingId,
		startsAt,
		reason: '',
		actor: { kind: 'staff', staffId: olga.id, notify: false, override: true },
		...more
	});

/** Two bookings of the first fieldworker that overlap by half an hour, from 9:30 to 10. */
async function clash() {
	const one = await shop.booked(shop.at(3, 9));
	const other = await shop.booked(shop.at(3, 12));
	await moveTo(other.id, shop.at(3, 9.5));
	return [one.id, other.id] as const;
}

describe('the list of clashes (R10)', () => {
	it('has two bookings that share their time once, with what overlaps', async () => {
		const [one, other] = await clash();
		await shop.booked(shop.at(3, 15));
		expect(await list()).toMatchObject([
			{
				fieldworker: { id: first, name: 'Worker 1' },
				from: shop.at(3, 9.5),
				until: shop.at(3, 10),
				bookings: [
					{ id: one, customerName: 'Customer 1', serviceName: 'Lesson', version: 1 },
					{ id: other, customerName: 'Customer 2', version: 2 }
				],
				blocked: null
			}
		]);
		expect(await countClashes(sql)).toBe(1);
	});

	it('has each pair of three that share one time', async () => {
		const [one, other] = await clash();
		const last = await shop.booked(shop.at(3, 16));
		await moveTo(last.id, shop.at(3, 9.5));
		const pairs = (await list()).map(({ bookings }) => bookings.map(({ id }) => id));
		expect(pairs).toHaveLength(3);
		expect(pairs).toEqual(
			expect.arrayContaining([
				[one, other],
				[one, last.id],
				[other, last.id]
			])
		);
	});

	it('has a booking in a blocked event once, however many days that lasts', async () => {
		const booking = await shop.booked(shop.at(4, 9));
		await block(sql, {
			fieldworkerId: null,
			startsAt: shop.at(3, 9.5),
			endsAt: shop.at(6, 0),
			title: ''
		});
		expect(await list()).toMatchObject([
			{
				bookings: [{ id: booking.id }],
				blocked: { title: '', startsAt: shop.at(3, 9.5), endsAt: shop.at(6, 0), everybody: true },
				from: shop.at(4, 9),
				until: shop.at(4, 10)
			}
		]);
		expect(await countClashes(sql)).toBe(1);
	});

	it('leaves out what is over, what is cancelled and what was moved apart', async () => {
		const [one, other] = await clash();
		await moveTo(other, shop.at(3, 14));
		expect(await list()).toEqual([]);
		await moveTo(other, shop.at(3, 9.5));
		expect(await countClashes(sql)).toBe(1);
		await cancel(sql, { bookingId: one, reason: '', actor: BY_LINK });
		expect(await list()).toEqual([]);
		expect(await countClashes(sql)).toBe(0);

		const [early, late] = [await shop.booked(shop.at(5, 9)), await shop.booked(shop.at(5, 12))];
		await moveTo(late.id, shop.at(5, 9.5));
		await sql`
			update occupancy
			set during = tstzrange(lower(during) - interval '9 days', upper(during) - interval '9 days')
			where booking_id in (${early.id}, ${late.id})
		`;
		expect(await list()).toEqual([]);
	});

	it('reads the bookings that are marked, not years of blocked time', async () => {
		await clash();
		await block(sql, {
			fieldworkerId: null,
			startsAt: shop.at(20, 0),
			endsAt: shop.at(1_200, 0),
			title: 'Moved away'
		});
		await sql`analyze occupancy`;
		const read = await rowsRead(sql, (tx) => countClashes(tx));
		expect(read.occupancy).toBeLessThan(20);
	});
});

describe('keeping both', () => {
	it('takes the pair off the list and into the log, and once is enough', async () => {
		await clash();
		const [{ pairs } = { pairs: [] }] = await list();
		const keep = () => keepClash(sql, { pairs, by: olga });
		expect(await keep()).toBe('kept');
		expect(await keep()).toBe('kept');
		expect(await list()).toEqual([]);
		expect(await countClashes(sql)).toBe(0);
		expect(await sql`select staff_name, action, subject from audit`).toEqual([
			{
				staff_name: 'Olga Owner',
				action: 'booking.clash_kept',
				subject: 'Booking 1001 and Booking 1002'
			}
		]);
	});

	it('holds until one of them is moved: what then shares its time is a clash again', async () => {
		const [, other] = await clash();
		const [{ pairs } = { pairs: [] }] = await list();
		await keepClash(sql, { pairs, by: olga });
		await moveTo(other, shop.at(3, 9.25));
		expect(await countClashes(sql)).toBe(1);
		// Kept as it was, not as it is: somebody with an older page keeps nothing.
		expect(await keepClash(sql, { pairs, by: olga })).toBe('gone');
		expect(await countClashes(sql)).toBe(1);
	});

	it('keeps nothing that does not overlap, whoever asks for it', async () => {
		const [one, other] = await clash();
		await moveTo(other, shop.at(3, 14));
		const rows = await sql<{ id: number }[]>`
			select id from occupancy where booking_id in (${one}, ${other}) order by id
		`;
		const [oneId = 0, otherId = 0] = rows.map(({ id }) => id);
		for (const pair of [
			{ oneId, otherId },
			{ oneId, otherId: oneId },
			{ oneId, otherId: 999_999 }
		]) {
			expect(await keepClash(sql, { pairs: [pair], by: olga })).toBe('gone');
		}
		expect(await sql`select from kept_clash`).toHaveLength(0);
		expect(await sql`select from audit`).toHaveLength(0);
	});

	it('tells the boards', async () => {
		await clash();
		const heard: string[] = [];
		const listening = await sql.listen('booking', (payload) => heard.push(payload));
		const [{ pairs } = { pairs: [] }] = await list();
		await keepClash(sql, { pairs, by: olga });
		await expect.poll(() => heard.toSorted()).toEqual([`1001:${first}`, `1002:${first}`]);
		await listening.unlisten();
	});
});

describe('who is free to take a booking', () => {
	const free = async (id: number) =>
		((await readFreeFieldworkers(sql, [id])).get(id) ?? []).map(
			({ name, outsideHours }) => name + (outsideHours ? ' outside' : '')
		);

	it('is whoever does the service and has nothing then, those who work then first', async () => {
		const [one, other] = await clash();
		expect(await free(one)).toEqual(['Worker 2', 'Worker 3']);
		await shop.booked(shop.at(3, 8.5), third);
		expect(await free(one)).toEqual(['Worker 2']);
		await transaction(sql, (tx) => saveWeeklyHours(tx, second, []));
		await sql`delete from booking where fieldworker_id = ${third}`;
		expect(await free(one)).toEqual(['Worker 3', 'Worker 2 outside']);
		await sql`delete from fieldworker_service where fieldworker_id = ${third}`;
		expect(await free(one)).toEqual(['Worker 2 outside']);
		await sql`update fieldworker set active = false where id = ${second}`;
		expect(await free(one)).toEqual([]);
		expect((await readFreeFieldworkers(sql, [one, other])).size).toBe(0);
	});

	it('is nobody for whom a customer has the time on hold, until that expires', async () => {
		const [one] = await clash();
		const theirs = await shop.booked(shop.at(3, 15), second);
		await holdForBooking(sql, { bookingId: theirs.id, startsAt: shop.at(3, 9), language: 'en' });
		expect(await free(one)).toEqual(['Worker 3']);
		await sql`update occupancy set held_until = reslot_clock() where hold_id is not null`;
		expect(await free(one)).toEqual(['Worker 2', 'Worker 3']);
	});

	it('resolves the clash when it is given to them', async () => {
		const [one] = await clash();
		expect(await moveTo(one, shop.at(3, 9), { fieldworkerId: second })).toMatchObject({
			result: 'moved'
		});
		expect(await list()).toEqual([]);
		expect(await sql`select from occupancy where shared`).toHaveLength(0);
	});
});
