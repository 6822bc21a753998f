import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { book } from '../../../src/lib/server/bookings/book.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { previewTime } from '../../../src/lib/server/bookings/preview.ts';
import { holdForBooking } from '../../../src/lib/server/holds/hold-for-booking.ts';
import { block } from '../../../src/lib/server/occupancy/block.ts';
import { addFieldworker } from '../../../src/lib/server/people/fieldworkers.ts';
import { testDatabase } from '../../support/database.ts';
import { customer, openShop, type Shop } from '../../support/shop.ts';

const HOUR = 3_600_000;
const STAFF = { kind: 'system', notify: false } as const;

let shop: Shop;
beforeAll(async () => {
	const { sql } = await testDatabase();
	shop = await openShop(sql, { fieldworkers: 2, bufferAfterMinutes: 30 });
});

const look = (days: number, hour: number, more: object = {}) =>
	previewTime(shop.sql, {
		serviceId: shop.serviceId,
		fieldworkerId: shop.fieldworkerIds[0]!,
		startsAt: shop.at(days, hour),
		endsAt: shop.at(days, hour) + HOUR,
		...more
	});

describe('what a time would mean, said before it is used', () => {
	it('is nothing but free for a time that is', async () => {
		expect(await look(20, 10)).toEqual({
			free: true,
			clashes: [],
			held: false,
			outsideHours: false,
			insideNotice: false,
			past: false,
			doesService: true,
			active: true
		});
	});

	it('names the booking in the way, its buffer included', async () => {
		const { id, startsAt, endsAt } = await shop.booked(shop.at(21, 10));
		const clash = { kind: 'booking', bookingId: id, startsAt, endsAt };
		const preview = await look(21, 11);
		expect(preview).toMatchObject({ free: false, clashes: [clash] });
		// The next one would have its own buffer in this one's time.
		expect(await look(21, 9)).toMatchObject({ free: false });
		expect(await look(21, 11.5)).toMatchObject({ free: true });
	});

	it('does not put a booking in its own way', async () => {
		const { id } = await shop.booked(shop.at(22, 10));
		expect(await look(22, 10.5, { bookingId: id })).toMatchObject({ free: true, clashes: [] });
	});

	it('names a blocked event', async () => {
		await block(shop.sql, {
			fieldworkerId: shop.fieldworkerIds[0]!,
			startsAt: shop.at(23, 9),
			endsAt: shop.at(23, 12),
			title: 'Training'
		});
		expect((await look(23, 10)).clashes).toMatchObject([
			{ kind: 'blocked event', title: 'Training' }
		]);
	});

	it('says that a customer is just choosing it, and nothing about who', async () => {
		const { id } = await shop.booked(shop.at(24, 9));
		await holdForBooking(shop.sql, { bookingId: id, startsAt: shop.at(24, 14), language: 'en' });
		expect(await look(24, 14)).toMatchObject({ free: false, held: true, clashes: [] });
		expect(await look(24, 14, { bookingId: id })).toMatchObject({ free: true, held: false });
	});

	it('knows hours, the past, and who does what', async () => {
		expect(await look(25, 17.5)).toMatchObject({ free: true, outsideHours: true });
		expect(await look(-2, 10)).toMatchObject({ past: true });
		const fieldworkerId = await addFieldworker(shop.sql, {
			name: 'Other',
			email: '',
			color: '#4f46e5',
			serviceIds: [],
			weekly: []
		});
		expect(await look(25, 10, { fieldworkerId })).toMatchObject({
			doesService: false,
			outsideHours: true
		});
		expect(await look(25, 10, { fieldworkerId: 999_999 })).toMatchObject({ active: false });
	});

	it('tells when the customer could not move it away any more', async () => {
		await shop.setFlags({ rescheduleNoticeHours: 24 * 27 });
		expect(await look(26, 10)).toMatchObject({ insideNotice: true });
		expect(await look(28, 10)).toMatchObject({ insideNotice: false });
		await shop.setFlags({ rescheduleNoticeHours: 24 });
	});
});

describe('staff who were warned', () => {
	it('take a time that is taken, and only then: the clash is marked on both (R10, R12)', async () => {
		const { sql } = shop;
		const there = await shop.booked(shop.at(30, 10));
		const mine = await shop.booked(shop.at(30, 14));
		const wish = { bookingId: mine.id, startsAt: there.startsAt, reason: '' };
		const shared = async () =>
			(
				await sql<{ shared: boolean }[]>`
					select shared from occupancy
					where booking_id in (${there.id}, ${mine.id})
				`
			).map((row) => row.shared);

		expect(await move(sql, { ...wish, actor: STAFF })).toMatchObject({ result: 'taken' });
		expect(await shared()).toEqual([false, false]);
		const [{ id: staffId }] = await sql<[{ id: number }]>`
			insert into staff (name, email, role) values ('Ada', 'ada@test.example', 'admin') returning id
		`;
		const actor = { kind: 'staff', staffId, notify: false, override: true } as const;
		expect(await move(sql, { ...wish, actor })).toMatchObject({ result: 'moved' });
		expect(await shared()).toEqual([true, true]);

		// Moved away again, either has its time to itself (R1).
		const back = { bookingId: mine.id, startsAt: mine.startsAt, reason: '', actor: STAFF };
		expect(await move(sql, back)).toMatchObject({ result: 'moved' });
		expect(await shared()).toEqual([false, false]);
	});

	it('make a booking longer or shorter, within reason', async () => {
		const { sql } = shop;
		const { id, startsAt } = await shop.booked(shop.at(31, 10));
		const wish = { bookingId: id, startsAt, reason: '', actor: STAFF };
		const longer = await move(sql, { ...wish, endsAt: startsAt + 2 * HOUR });
		expect(longer).toMatchObject({ result: 'moved', booking: { endsAt: startsAt + 2 * HOUR } });
		const endless = await move(sql, { ...wish, endsAt: startsAt + 13 * HOUR });
		expect(endless).toMatchObject({ result: 'refused', reason: 'length' });
		const nobody = await move(sql, { ...wish, startsAt: startsAt + HOUR, fieldworkerId: 999_999 });
		expect(nobody).toMatchObject({ result: 'refused', reason: 'not_offered' });
	});

	it('book what is not on the public page, which customers cannot', async () => {
		const { sql, serviceId } = shop;
		await sql`update service set on_public_page = false where id = ${serviceId}`;
		const wanted = {
			serviceId,
			fieldworkerId: 'any' as const,
			startsAt: shop.at(32, 10),
			customer: customer(900),
			notes: '',
			requestId: randomUUID()
		};
		const visitor = { kind: 'customer', channel: 'public', language: 'en' } as const;
		expect(await book(sql, { ...wanted, actor: visitor })).toEqual({ result: 'not_found' });
		expect(await book(sql, { ...wanted, actor: STAFF })).toMatchObject({ result: 'booked' });
		await sql`update service set on_public_page = true where id = ${serviceId}`;
	});
});
