import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { book } from '../../../src/lib/server/bookings/book.ts';
import { connect } from '../../../src/lib/server/database/connection.ts';
import { release } from '../../../src/lib/server/holds/release.ts';
import { saveWeeklyHours } from '../../../src/lib/server/working-hours.ts';
import { transaction } from '../../../src/lib/server/database/transaction.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { countOverlaps, customer, openShop, VISITOR, type Shop } from '../../support/shop.ts';
import { asking, DAY, got, visitor, type Asking } from './asking.ts';

const { sql, url } = await testDatabase();
const crowd = connect(url, { max: 16, connection: { lock_timeout: 0 } });
afterAll(() => crowd.end());
const HOME = '203.0.113.7';

let shop: Shop;
let ask: Asking;
let one: number;
let two: number;
const at = (hour: number) => shop.at(DAY, hour);

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 8 });
	[one, two] = shop.fieldworkerIds as [number, number];
	ask = asking(sql, shop);
});

const bookAs = (n: number, startsAt: number, fieldworkerId: number | 'any' = 'any') =>
	book(sql, {
		serviceId: shop.serviceId,
		fieldworkerId,
		startsAt,
		customer: customer(90 + n),
		notes: '',
		requestId: randomUUID(),
		actor: VISITOR,
		visitor: visitor(n)
	});

/** Only these fieldworkers do the service from now on. */
const only = (...ids: number[]) => sql`
	delete from fieldworker_service
	where fieldworker_id <> all(${ids}::integer[])
`;

const heldBy = async (n: number) =>
	(
		await sql<{ fieldworkerId: number; rows: number }[]>`
			select h.fieldworker_id as "fieldworkerId", count(o.id) as rows
			from hold h
			left join occupancy o on o.hold_id = h.id and o.fieldworker_id = h.fieldworker_id
			where h.visitor = ${visitor(n)}
			group by h.id
		`
	).map((row) => ({ ...row }));

describe('a visitor who takes anybody', () => {
	it('is booked with the fieldworker whose time is held', async () => {
		await only(one, two);
		const { fieldworkerId } = got(await ask.visitorHolds(1, at(12), 'any'));
		expect(fieldworkerId).toBe(one);
		await shop.booked(at(9), one);
		expect(await bookAs(1, at(12))).toMatchObject({
			result: 'booked',
			booking: { fieldworker: { id: one } }
		});
	});

	it('is held with the other where one is taken, or held', async () => {
		await only(one, two);
		await shop.booked(at(12), one);
		expect(got(await ask.visitorHolds(1, at(12), 'any')).fieldworkerId).toBe(two);
		expect(await ask.visitorSees(2, at(12), 'any')).toBe('held');
		expect(await ask.visitorHolds(2, at(12), 'any')).toMatchObject({ result: 'taken' });
	});

	it('keeps the fieldworker and the end when choosing the same time again', async () => {
		await only(one, two);
		const first = got(await ask.visitorHolds(1, at(12), 'any'));
		await shop.booked(at(9), one);
		await shop.setFlags({ holdMinutes: 60 });
		const again = got(await ask.visitorHolds(1, at(12), 'any'));
		expect(again).toMatchObject({
			fieldworkerId: first.fieldworkerId,
			expiresAt: first.expiresAt
		});
	});

	it('is told "taken" where one does not work then and the other is taken', async () => {
		await only(one, two);
		await transaction(sql, (tx) => saveWeeklyHours(tx, one, []));
		await shop.booked(at(12), two);
		expect(await ask.visitorHolds(1, at(12), 'any')).toMatchObject({ result: 'taken' });
	});

	it('who turns to another fieldworker has the first one’s time given back', async () => {
		await ask.visitorHolds(1, at(12), one);
		expect(got(await ask.visitorHolds(1, at(12), two)).fieldworkerId).toBe(two);
		expect(await ask.visitorSees(2, at(12), one)).toBe('free');
		expect(await ask.visitorSees(2, at(12), two)).toBe('held');
		expect(await heldBy(1)).toEqual([{ fieldworkerId: two, rows: 1 }]);
	});

	it('who books with another fieldworker than the held one has that time given back', async () => {
		await ask.visitorHolds(1, at(12), one);
		expect(await bookAs(1, at(12), two)).toMatchObject({ result: 'booked' });
		expect(await ask.visitorSees(2, at(12), one)).toBe('free');
		expect(await heldBy(1)).toEqual([]);
	});
});

describe('two tabs of one visitor at once', () => {
	it('with different fieldworkers end with one hold, without an error', async () => {
		const both = asking(crowd, shop);
		for (let round = 0; round < 20; round++) {
			const tabs = [one, two, 'any' as const, shop.fieldworkerIds[2 + (round % 6)]!];
			const results = await Promise.all(
				tabs.map((fieldworkerId, n) => both.visitorHolds(1, at(9 + n + (round % 4)), fieldworkerId))
			);
			for (const result of results) expect(result).toMatchObject({ result: 'held' });
			expect(await heldBy(1)).toMatchObject([{ rows: 1 }]);
			if (round % 5 === 4) await release(crowd, { visitor: visitor(1) });
		}
		const [row] = await sql`select count(*) from occupancy`;
		expect(row).toEqual({ count: 0 });
	});

	it('that choose the same time both have it', async () => {
		const both = asking(crowd, shop);
		const tabs = [1, 2, 3, 4].map(() => both.visitorHolds(1, at(12), one));
		const holds = (await Promise.all(tabs)).map(got);
		expect(new Set(holds.map(({ expiresAt }) => expiresAt)).size).toBe(1);
		expect(await heldBy(1)).toEqual([{ fieldworkerId: one, rows: 1 }]);
	});

	it('of which one books while the other chooses end with the booking and at most a hold', async () => {
		const both = asking(crowd, shop);
		for (const hour of [9, 10.5, 12, 13.5, 15]) {
			await both.visitorHolds(1, at(hour), one);
			const [booked, held] = await Promise.all([
				bookAs(1, at(hour), one),
				both.visitorHolds(1, at(hour), two)
			]);
			expect(booked).toMatchObject({ result: 'booked' });
			expect(held).toMatchObject({ result: 'held' });
			for (const { rows } of await heldBy(1)) expect(rows).toBe(1);
		}
		expect(await countOverlaps(sql)).toBe(0);
	});
});

describe('one network address', () => {
	const holdFrom = (n: number, address: string | null, over = sql) =>
		asking(over, shop).visitorHolds(n, at(12), shop.fieldworkerIds[(n - 1) % 8], address);

	it('holds for five visitors at most; others are told that they can still book', async () => {
		for (const n of [1, 2, 3, 4, 5]) {
			expect(await holdFrom(n, HOME)).toMatchObject({ result: 'held' });
		}
		const sixth = await holdFrom(6, HOME);
		expect(sixth).toMatchObject({ result: 'too_many' });
		expect(sixth).toHaveProperty('words', expect.stringContaining('You can still book it'));
		expect(await bookAs(6, at(12), shop.fieldworkerIds[5])).toMatchObject({ result: 'booked' });
	});

	it('does not count those of other addresses, nor of none, nor one’s own', async () => {
		for (const n of [1, 2, 3, 4, 5]) await holdFrom(n, HOME);
		expect(await holdFrom(6, '203.0.113.8')).toMatchObject({ result: 'held' });
		expect(await holdFrom(7, null)).toMatchObject({ result: 'held' });
		expect(await holdFrom(5, HOME)).toMatchObject({ result: 'held' });
		expect(await ask.visitorHolds(1, at(14), one, HOME)).toMatchObject({ result: 'held' });
	});

	it('does not count what was released, or has expired', async () => {
		for (const n of [1, 2, 3, 4, 5]) await holdFrom(n, HOME);
		await release(sql, { visitor: visitor(5) });
		expect(await holdFrom(6, HOME)).toMatchObject({ result: 'held' });
		expect(await holdFrom(7, HOME)).toMatchObject({ result: 'too_many' });
		const later = connect(url, {
			max: 1,
			connection: { 'reslot.clock_offset': '5 minutes 1 second' }
		});
		expect(await holdFrom(7, HOME, later)).toMatchObject({ result: 'held' });
		await later.end();
	});

	it('does not get more by asking for many at once', async () => {
		const results = await Promise.all(
			[1, 2, 3, 4, 5, 6, 7, 8].map((n) => holdFrom(n, HOME, crowd))
		);
		const held = results.filter(({ result }) => result === 'held');
		expect(held).toHaveLength(5);
	});
});
