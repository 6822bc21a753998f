import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { book } from '../../../src/lib/server/bookings/book.ts';
import { connect } from '../../../src/lib/server/database/connection.ts';
import { transaction } from '../../../src/lib/server/database/transaction.ts';
import { saveWeeklyHours } from '../../../src/lib/server/working-hours.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { countOverlaps, customer, openShop, VISITOR, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
let shop: Shop;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 3 });
});

const bookAny = (startsAt: number, n: number, over = {}) =>
	book(sql, {
		serviceId: shop.serviceId,
		fieldworkerId: 'any',
		startsAt,
		customer: customer(n),
		notes: '',
		requestId: randomUUID(),
		actor: VISITOR,
		...over
	});

describe('many customers at once', () => {
	it('200 for one slot: one wins, 199 are told and offered other times', async () => {
		const crowd = connect(url, { max: 40, connection: { lock_timeout: 0 } });
		const [fieldworkerId] = shop.fieldworkerIds;
		const results = await Promise.all(
			Array.from({ length: 200 }, (_, n) =>
				book(crowd, {
					serviceId: shop.serviceId,
					fieldworkerId: fieldworkerId!,
					startsAt: shop.at(3, 11),
					customer: customer(n),
					notes: '',
					requestId: randomUUID(),
					actor: VISITOR
				})
			)
		);
		await crowd.end();

		const booked = results.filter(({ result }) => result === 'booked');
		const taken = results.filter((result) => result.result === 'taken');
		expect([booked.length, taken.length]).toEqual([1, 199]);
		for (const { words, nearest } of taken) {
			expect(words).toMatch(/just taken/);
			expect(nearest).toHaveLength(5);
			expect(nearest).not.toContain(shop.at(3, 11));
		}
		const [rows] = await sql`
			select
				(select count(*) from booking) as bookings,
				(select count(*) from occupancy) as occupancies,
				(select count(*) from mail) as mails,
				(select count(*) from customer) as customers
		`;
		expect(rows).toEqual({ bookings: 1, occupancies: 1, mails: 1, customers: 1 });
	});

	it('as many as there are fieldworkers get the same time when anyone will do', async () => {
		const tries = Array.from({ length: 12 }, (_, n) => bookAny(shop.at(3, 11), n));
		const results = (await Promise.all(tries)).map(({ result }) => result).toSorted();
		expect(results.filter((result) => result === 'booked')).toHaveLength(3);
		expect(results.filter((result) => result === 'taken')).toHaveLength(9);
		expect(await countOverlaps(sql)).toBe(0);
	});
});

describe('booking', () => {
	it('gives "anyone" the fieldworker with the emptiest day', async () => {
		const [first] = shop.fieldworkerIds;
		await shop.booked(shop.at(3, 9), first);
		const result = await bookAny(shop.at(3, 12), 50);
		expect(result).toMatchObject({ result: 'booked', booking: { fieldworker: { id: 2 } } });
	});

	it('keeps buffers free of others, on both sides', async () => {
		await emptyDatabase(sql);
		shop = await openShop(sql, { bufferAfterMinutes: 30 });
		await shop.booked(shop.at(3, 10));
		const inBuffer = [9, 11].map((hour, n) => bookAny(shop.at(3, hour), 60 + n));
		expect((await Promise.all(inBuffer)).map(({ result }) => result)).toEqual(['taken', 'taken']);
		expect(await bookAny(shop.at(3, 11.5), 70)).toMatchObject({ result: 'booked' });
		expect(await bookAny(shop.at(3, 8.5), 71)).toMatchObject({ result: 'booked' });
	});

	it('knows a customer again by the email address, and leaves what it knows as it is', async () => {
		await bookAny(shop.at(3, 9), 1);
		const stranger = { name: 'Mallory', email: 'CUSTOMER1@example.com', phone: '666', address: '' };
		await bookAny(shop.at(3, 12), 1, { customer: stranger });
		const customers = await sql`select name, phone from customer`;
		expect(customers).toEqual([{ name: 'Customer 1', phone: '' }]);
		expect(await sql`select phone from booking order by id`).toEqual([
			{ phone: '' },
			{ phone: '666' }
		]);
	});

	it('makes one booking when the form is sent twice, whoever would be free', async () => {
		const twice = { requestId: randomUUID() };
		const results = await Promise.all([
			bookAny(shop.at(3, 9), 1, twice),
			bookAny(shop.at(3, 9), 1, twice)
		]);
		const again = await bookAny(shop.at(3, 9), 1, twice);
		for (const result of [...results, again]) {
			expect(result).toMatchObject({ result: 'booked', booking: { id: 1001 } });
		}
		expect(await sql`select from booking`).toHaveLength(1);
		expect(await sql`select from mail`).toHaveLength(1);
		expect(await sql`select from occupancy`).toHaveLength(1);
	});

	it('tells "taken" where one fieldworker is taken and another does not work', async () => {
		const [first, second, third] = shop.fieldworkerIds;
		const mornings = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
			weekday,
			opensMinute: 8 * 60,
			closesMinute: 12 * 60
		}));
		await transaction(sql, (tx) => saveWeeklyHours(tx, first!, mornings));
		await shop.booked(shop.at(3, 14), second);
		await shop.booked(shop.at(3, 14), third);
		expect(await bookAny(shop.at(3, 14), 50)).toMatchObject({ result: 'taken' });
	});

	it('is refused outside hours, with times that are possible', async () => {
		const result = await bookAny(shop.at(3, 6), 1);
		expect(result).toMatchObject({ result: 'refused', reason: 'not_offered' });
		expect(result).toHaveProperty('nearest.length', 5);
	});

	it('does not find a service that is gone, or one that this fieldworker does not do', async () => {
		expect(await bookAny(shop.at(3, 9), 1, { serviceId: 99 })).toEqual({ result: 'not_found' });
		expect(await bookAny(shop.at(3, 9), 1, { fieldworkerId: 99 })).toEqual({ result: 'not_found' });
	});
});
