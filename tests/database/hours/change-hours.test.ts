import { beforeEach, describe, expect, it } from 'vitest';
import { createStaff } from '../../../src/lib/server/accounts/staff.ts';
import type { By } from '../../../src/lib/server/audit/record.ts';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { UNASKED } from '../../../src/lib/server/bookings/foreseen.ts';
import { changeHours } from '../../../src/lib/server/hours/change-hours.ts';
import { readExceptions, readWeeklyHours } from '../../../src/lib/server/hours/read.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop, VISITOR, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();
let shop: Shop;
let worker: number;
let other: number;
let by: By;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
	[worker, other] = shop.fieldworkerIds as [number, number];
	const person = { name: 'Olga', email: 'olga@test.example', password: 'a long pass phrase' };
	const created = await createStaff(sql, { ...person, role: 'owner' });
	if (created.result !== 'created') throw new Error(created.result);
	by = created.staff;
});

const everyDay = (opens: number, closes: number) =>
	[1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
		weekday,
		opensMinute: opens * 60,
		closesMinute: closes * 60
	}));
const mornings = everyDay(8, 12);
const mails = () =>
	sql`select booking_id, kind, booking_version from mail where kind = 'ask_to_reschedule'`;
const acts = async () =>
	(await sql`select action, subject from audit order by id`).map(
		({ action, subject }) => `${action} ${subject}`
	);

describe('changing weekly hours', () => {
	it('that strand nothing is done at once, and logged', async () => {
		await shop.booked(shop.at(3, 9));
		await shop.booked(shop.at(3, 15), other);
		const wanted = { fieldworkerId: worker, weekly: mornings };
		expect(await changeHours(sql, wanted, by, UNASKED)).toEqual({
			result: 'saved',
			stranded: 0,
			asked: 0
		});
		expect(await readWeeklyHours(sql, worker)).toEqual(mornings);
		expect(await acts()).toEqual(['hours.changed Worker 1']);
		const [{ old_values, new_values }] = (await sql`select * from audit`) as unknown as [
			Record<string, Record<string, string>>
		];
		expect(old_values?.['Monday']).toBe('08:00–18:00');
		expect(new_values?.['Monday']).toBe('08:00–12:00');
	});

	it('that strand bookings changes nothing, and says which', async () => {
		await shop.booked(shop.at(3, 9));
		const late = await shop.booked(shop.at(3, 15));
		const later = await shop.booked(shop.at(4, 16));
		const wanted = { fieldworkerId: worker, weekly: mornings };
		expect(await changeHours(sql, wanted, by, UNASKED)).toMatchObject({
			result: 'strands',
			stranded: [
				{ id: late.id, customerName: 'Customer 2', serviceName: 'Lesson', startsAt: late.startsAt },
				{ id: later.id, fieldworkerName: 'Worker 1' }
			]
		});
		expect(await readWeeklyHours(sql, worker)).toEqual(everyDay(8, 18));
		expect(await acts()).toEqual([]);
	});

	it('once its stranded bookings were shown is done, and asks those customers that are chosen', async () => {
		const late = await shop.booked(shop.at(3, 15));
		const later = await shop.booked(shop.at(4, 16));
		const elsewhere = await shop.booked(shop.at(4, 16), other);
		const wanted = { fieldworkerId: worker, weekly: mornings };
		// An id that is not stranded by it is asked nothing, whoever sends it.
		const consent = { seen: [late.id, later.id], ask: [later.id, elsewhere.id] };
		expect(await changeHours(sql, wanted, by, consent)).toEqual({
			result: 'saved',
			stranded: 2,
			asked: 1
		});
		expect(await mails()).toEqual([
			{ booking_id: later.id, kind: 'ask_to_reschedule', booking_version: 1 }
		]);
		const sendings = await sql`
			select
			from graphile_worker.jobs job
			join mail on job.key = 'mail:' || mail.id
			where mail.staff_id is null
		`;
		expect(sendings).toHaveLength(4);
		expect(await acts()).toEqual([
			'hours.changed Worker 1',
			`customer.asked_to_reschedule Booking ${later.id}`
		]);
		expect(await sql`select version from booking where id = ${later.id}`).toEqual([{ version: 1 }]);
	});

	it('is asked again when a booking came meanwhile', async () => {
		const late = await shop.booked(shop.at(3, 15));
		const meanwhile = await shop.booked(shop.at(3, 16));
		const wanted = { fieldworkerId: worker, weekly: mornings };
		const consent = { seen: [late.id], ask: [late.id] };
		expect(await changeHours(sql, wanted, by, consent)).toMatchObject({
			result: 'strands',
			stranded: [{ id: late.id }, { id: meanwhile.id }]
		});
		expect(await mails()).toEqual([]);
	});

	it('does not count what is cancelled, what is over and what was outside already', async () => {
		const gone = await shop.booked(shop.at(3, 15));
		await cancel(sql, { bookingId: gone.id, reason: '', actor: VISITOR });
		const over = await shop.booked(shop.at(4, 15));
		await sql`
			update booking
			set starts_at = ${shop.at(-4, 15)}, ends_at = ${shop.at(-4, 16)}
			where id = ${over.id}
		`;
		const outside = await shop.booked(shop.at(5, 15));
		await sql`
			update booking
			set starts_at = ${shop.at(5, 20)}, ends_at = ${shop.at(5, 21)}
			where id = ${outside.id}
		`;
		const wanted = { fieldworkerId: worker, weekly: mornings };
		expect(await changeHours(sql, wanted, by, UNASKED)).toMatchObject({ result: 'saved' });
	});

	it('to the same hours logs nothing', async () => {
		await changeHours(sql, { fieldworkerId: worker, weekly: everyDay(8, 18) }, by, UNASKED);
		expect(await acts()).toEqual([]);
	});

	it('of somebody who is not there says so', async () => {
		const wanted = { fieldworkerId: 999_999, weekly: [] };
		expect(await changeHours(sql, wanted, by, UNASKED)).toEqual({ result: 'not_found' });
	});

	it('of the business strands bookings of everybody', async () => {
		const mine = await shop.booked(shop.at(3, 15));
		const theirs = await shop.booked(shop.at(3, 16), other);
		const wanted = { fieldworkerId: null, weekly: mornings };
		expect(await changeHours(sql, wanted, by, UNASKED)).toMatchObject({
			result: 'strands',
			stranded: [{ id: mine.id }, { id: theirs.id }]
		});
		await changeHours(sql, wanted, by, { seen: [mine.id, theirs.id], ask: [] });
		expect(await readWeeklyHours(sql, null)).toEqual(mornings);
		expect(await acts()).toEqual(['hours.changed The business']);
	});

	it('and booking at the same moment: no booking is left outside unseen', async () => {
		const booking = shop.booked(shop.at(3, 15)).then(
			({ id }) => id,
			() => null
		);
		const wanted = { fieldworkerId: worker, weekly: mornings };
		const changing = changeHours(sql, wanted, by, UNASKED);
		const [id, changed] = await Promise.all([booking, changing]);
		expect(changed.result).toBe(id === null ? 'saved' : 'strands');
	});
});

describe('exceptions', () => {
	const closed = (date: string, note = '') => ({ date, spans: [], note });

	it('of several days strand what is on those days, and take the place of what they had', async () => {
		await shop.booked(shop.at(3, 9));
		const second = await shop.booked(shop.at(4, 9));
		const dates = [shop.date(4), shop.date(5)];
		const exceptions = dates.map((date) => closed(date, 'Away'));
		const wanted = { fieldworkerId: worker, exceptions };
		expect(await changeHours(sql, wanted, by, UNASKED)).toMatchObject({
			result: 'strands',
			stranded: [{ id: second.id }]
		});
		const consent = { seen: [second.id], ask: [] };
		expect(await changeHours(sql, wanted, by, consent)).toMatchObject({ result: 'saved' });
		expect(await readExceptions(sql, worker, shop.date(0))).toEqual(exceptions);

		const spans = [
			{ opensMinute: 480, closesMinute: 600 },
			{ opensMinute: 660, closesMinute: 720 }
		];
		const other = { date: dates[1]!, spans, note: 'Half' };
		await changeHours(sql, { fieldworkerId: worker, exceptions: [other] }, by, UNASKED);
		expect(await readExceptions(sql, worker, shop.date(0))).toEqual([exceptions[0], other]);
		expect(await acts()).toEqual(['exception.added Worker 1', 'exception.added Worker 1']);
	});

	it('that opened a day strand what is on it when they are removed', async () => {
		await changeHours(sql, { fieldworkerId: worker, weekly: [] }, by, UNASKED);
		const date = shop.date(4);
		const spans = [{ opensMinute: 480, closesMinute: 1080 }];
		const open = { fieldworkerId: worker, exceptions: [{ date, spans, note: '' }] };
		await changeHours(sql, open, by, UNASKED);
		const { id } = await shop.booked(shop.at(4, 9));
		const wanted = { fieldworkerId: worker, removed: [date] };
		expect(await changeHours(sql, wanted, by, UNASKED)).toMatchObject({
			result: 'strands',
			stranded: [{ id }]
		});
		await changeHours(sql, wanted, by, { seen: [id], ask: [] });
		expect(await readExceptions(sql, worker, shop.date(0))).toEqual([]);
	});

	it('of the business close everybody’s day', async () => {
		const { id } = await shop.booked(shop.at(4, 9), other);
		const wanted = { fieldworkerId: null, exceptions: [closed(shop.date(4))] };
		expect(await changeHours(sql, wanted, by, UNASKED)).toMatchObject({ stranded: [{ id }] });
	});
});
