import { beforeEach, describe, expect, it } from 'vitest';
import { createStaff } from '../../../src/lib/server/accounts/staff.ts';
import type { By } from '../../../src/lib/server/audit/record.ts';
import { UNASKED } from '../../../src/lib/server/bookings/foreseen.ts';
import { block } from '../../../src/lib/server/occupancy/block.ts';
import { unblock } from '../../../src/lib/server/occupancy/unblock.ts';
import { changeFieldworker } from '../../../src/lib/server/people/change-fieldworker.ts';
import { addFieldworker } from '../../../src/lib/server/people/fieldworkers.ts';
import { findFieldworker, listTeam } from '../../../src/lib/server/people/team.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { countOverlaps, openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();
let shop: Shop;
let worker: number;
let by: By;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
	[worker] = shop.fieldworkerIds as [number];
	const person = { name: 'Olga', email: 'olga@test.example', password: 'a long pass phrase' };
	const created = await createStaff(sql, { ...person, role: 'owner' });
	if (created.result !== 'created') throw new Error(created.result);
	by = created.staff;
});

const ana = () => ({
	name: 'Ana',
	email: 'ana@test.example',
	color: '#112233',
	serviceIds: [shop.serviceId],
	weekly: [{ weekday: 1, opensMinute: 540, closesMinute: 1020 }]
});
const present = async (id: number) => {
	const { name, email, color, active, services } = (await findFieldworker(sql, id))!;
	return { name, email, color, active, serviceIds: services.map((service) => service.id) };
};
const change = async (id: number, fields: object, consent = UNASKED) =>
	changeFieldworker(sql, id, { ...(await present(id)), ...fields }, by, consent);
const everybody = (title = 'Party') => ({
	fieldworkerId: null,
	startsAt: shop.at(3, 12),
	endsAt: shop.at(5, 18),
	title
});
const rowsOf = (id: number) =>
	sql`
		select starts_at as "startsAt", ends_at as "endsAt", shared
		from occupancy
		where fieldworker_id = ${id}
			and blocked_event_id is not null
		order by starts_at
	`;

describe('adding a fieldworker', () => {
	it('keeps what they do and when, and logs it', async () => {
		const id = await addFieldworker(sql, ana(), by);
		expect(await findFieldworker(sql, id)).toMatchObject({
			name: 'Ana',
			email: 'ana@test.example',
			color: '#112233',
			active: true,
			services: [{ id: shop.serviceId, name: 'Lesson' }],
			upcoming: 0,
			weekly: ana().weekly
		});
		expect(await sql`select action, subject, staff_name from audit`).toEqual([
			{ action: 'fieldworker.added', subject: 'Ana', staff_name: 'Olga' }
		]);
	});

	it('blocks for them what is blocked for everybody and not over', async () => {
		await block(sql, everybody());
		await block(sql, { ...everybody(), startsAt: shop.at(-3, 9), endsAt: shop.at(-2, 9) });
		const id = await addFieldworker(sql, ana(), by);
		expect(await rowsOf(id)).toEqual(await rowsOf(worker).then((rows) => rows.slice(-3)));
		expect(await rowsOf(id)).toHaveLength(3);
	});

	it('while everybody is blocked at the same moment leaves nobody out', async () => {
		const [id] = await Promise.all([addFieldworker(sql, ana(), by), block(sql, everybody())]);
		expect(await rowsOf(id)).toHaveLength(3);
	});

	it('while what is blocked for everybody is removed leaves nothing behind', async () => {
		const blocked = await block(sql, everybody());
		if (blocked.result !== 'blocked') throw new Error(blocked.result);
		const [id] = await Promise.all([addFieldworker(sql, ana(), by), unblock(sql, blocked.id)]);
		expect(await rowsOf(id)).toHaveLength(0);
	});
});

describe('changing a fieldworker', () => {
	it('keeps their bookings, and logs what differs', async () => {
		await shop.booked(shop.at(3, 9));
		expect(await change(worker, { name: 'Ann', serviceIds: [] })).toMatchObject({
			result: 'saved',
			stranded: 0
		});
		expect(await sql`select action, old_values, new_values from audit`).toEqual([
			{
				action: 'fieldworker.changed',
				old_values: { name: 'Worker 1', services: ['Lesson'] },
				new_values: { name: 'Ann', services: [] }
			}
		]);
		expect(await listTeam(sql)).toMatchObject([{ name: 'Ann', upcoming: 1 }, { name: 'Worker 2' }]);
	});

	it('who shall take no more bookings shows those to come first', async () => {
		const { id } = await shop.booked(shop.at(3, 9));
		expect(await change(worker, { active: false })).toMatchObject({
			result: 'strands',
			stranded: [{ id }]
		});
		expect(await present(worker)).toMatchObject({ active: true });
		expect(await change(worker, { active: false }, { seen: [id], ask: [id] })).toMatchObject({
			result: 'saved',
			stranded: 1,
			asked: 1
		});
		expect(await present(worker)).toMatchObject({ active: false });
		expect(await sql`select booking_id from mail where kind = 'ask_to_reschedule'`).toEqual([
			{ booking_id: id }
		]);
		// Once they are gone it is no news.
		expect(await change(worker, { active: false, name: 'Gone' })).toMatchObject({
			result: 'saved',
			stranded: 0
		});
	});

	it('who comes back is blocked where everybody was blocked meanwhile', async () => {
		await block(sql, everybody('Before'));
		await change(worker, { active: false });
		await block(sql, everybody('Meanwhile'));
		expect(await rowsOf(worker)).toHaveLength(3);
		await change(worker, { active: true });
		expect(await rowsOf(worker)).toHaveLength(6);
		await change(worker, { active: true, name: 'Still there' });
		expect(await rowsOf(worker)).toHaveLength(6);
	});

	it('who comes back keeps bookings in such a time, as sharing it (R1, R10)', async () => {
		const { id } = await shop.booked(shop.at(3, 13));
		await change(worker, { active: false }, { seen: [id], ask: [] });
		await block(sql, everybody());
		await change(worker, { active: true });
		expect(await sql`select shared from occupancy where booking_id = ${id}`).toEqual([
			{ shared: true }
		]);
		expect(await countOverlaps(sql)).toBe(0);
	});

	it('who is not there says so', async () => {
		const wanted = { ...ana(), active: true };
		expect(await changeFieldworker(sql, 999_999, wanted, by, UNASKED)).toEqual({
			result: 'not_found'
		});
	});
});

describe('blocking a time', () => {
	it('names the bookings in it, asks whom it shall, and is logged', async () => {
		const first = await shop.booked(shop.at(3, 13));
		const second = await shop.booked(shop.at(4, 9), shop.fieldworkerIds[1]);
		await shop.booked(shop.at(3, 9));
		const wish = { ...everybody(), by, unlessBooked: true };
		expect(await block(sql, wish)).toMatchObject({
			result: 'booked',
			bookings: 2,
			stranded: [{ id: first.id }, { id: second.id }]
		});
		const consent = { seen: [first.id], ask: [] };
		expect(await block(sql, { ...wish, consent })).toMatchObject({ result: 'booked' });
		const informed = { seen: [first.id, second.id], ask: [second.id] };
		const blocked = await block(sql, { ...wish, consent: informed });
		expect(blocked).toMatchObject({ result: 'blocked', bookings: 2, asked: 1 });
		if (blocked.result === 'blocked') await unblock(sql, blocked.id, by);
		expect((await sql`select action from audit order by id`).map(({ action }) => action)).toEqual([
			'blocked_event.added',
			'customer.asked_to_reschedule',
			'blocked_event.removed'
		]);
	});

	it('counts what only its buffer brings into that time', async () => {
		await emptyDatabase(sql);
		shop = await openShop(sql, { bufferAfterMinutes: 30 });
		const { id } = await shop.booked(shop.at(3, 11));
		const wish = { ...everybody(), unlessBooked: true };
		expect(await block(sql, wish)).toMatchObject({ result: 'booked', stranded: [{ id }] });
	});
});
