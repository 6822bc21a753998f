import { beforeEach, describe, expect, test } from 'vitest';
import { createStaff, type Staff } from '../../src/lib/server/accounts/staff.ts';
import { listAudit, type AuditFilter } from '../../src/lib/server/audit/list.ts';
import { recordAct } from '../../src/lib/server/audit/record.ts';
import { cancel } from '../../src/lib/server/bookings/cancel.ts';
import { move } from '../../src/lib/server/bookings/move.ts';
import { testDatabase } from '../support/database.ts';
import { emptyDatabase } from '../support/empty.ts';
import { openShop, type Shop } from '../support/shop.ts';

const { sql } = await testDatabase();
let shop: Shop;
let olga: Staff;
let adam: Staff;
beforeEach(async () => {
	await emptyDatabase(sql);
	await sql`truncate audit`;
	shop = await openShop(sql);
	[olga, adam] = [await person('Olga'), await person('Adam')];
});

async function person(name: string): Promise<Staff> {
	const account = { name, email: `${name}@example.com`, password: 'a long pass phrase' };
	const created = await createStaff(sql, { ...account, role: 'owner' });
	if (created.result !== 'created') throw new Error(created.result);
	return created.staff;
}

const by = ({ id }: Staff) => ({ kind: 'staff', staffId: id, notify: false }) as const;
const read = async (filter: Partial<AuditFilter> = {}) =>
	(await listAudit(sql, { limit: 50, ...filter })).map(
		({ staffName, action }) => `${staffName} ${action}`
	);

/** A bit of everything, in this order: what customers do is theirs, and not listed. */
async function aDay() {
	const booking = await shop.booked(shop.at(5, 9));
	await recordAct(sql, olga, { action: 'flags.changed', old: { a: 1, b: 1 }, new: { a: 2, b: 1 } });
	const startsAt = shop.at(5, 11);
	await move(sql, { bookingId: booking.id, startsAt, reason: 'Van', actor: by(adam) });
	await recordAct(sql, adam, { action: 'staff.invited', subject: 'Mai', new: { role: 'admin' } });
	await cancel(sql, { bookingId: booking.id, reason: '', actor: by(olga) });
	return booking;
}

const ALL = [
	'Olga booking.cancelled',
	'Adam staff.invited',
	'Adam booking.moved',
	'Olga flags.changed'
];

describe('the audit log', () => {
	test('tells what staff did, with bookings and without, the newest first', async () => {
		const { id } = await aDay();
		expect(await read()).toEqual(ALL);
		const [, , moved, flags] = await listAudit(sql, { limit: 50 });
		expect(flags).toMatchObject({ bookingId: null, old: { a: 1 }, new: { a: 2 } });
		expect(moved).toMatchObject({
			bookingId: id,
			subject: 'Customer 1',
			old: { startsAt: shop.at(5, 9) },
			new: { startsAt: shop.at(5, 11), reason: 'Van' }
		});
	});

	test('is narrowed to a person and to a kind', async () => {
		await aDay();
		expect(await read({ staffId: adam.id })).toEqual([ALL[1], ALL[2]]);
		expect(await read({ kind: 'bookings' })).toEqual([ALL[0], ALL[2]]);
		expect(await read({ kind: 'accounts' })).toEqual([ALL[1]]);
		expect(await read({ kind: 'settings', staffId: adam.id })).toEqual([]);
	});

	test('is read page by page, losing and doubling nothing, also at the same instant', async () => {
		await aDay();
		for (let n = 0; n < 7; n++) await recordAct(sql, adam, { action: 'service.changed' });
		await sql`update audit set at = '2026-01-01' where action = 'service.changed'`;
		const whole = (await listAudit(sql, { limit: 50 })).map(({ cursor }) => cursor);
		expect(new Set(whole).size).toBe(11);
		const paged: string[] = [];
		for (let before: string | undefined; ; before = paged.at(-1)) {
			const page = await listAudit(sql, { limit: 3, before });
			paged.push(...page.map(({ cursor }) => cursor));
			if (page.length < 3) break;
		}
		expect(paged).toEqual(whole);
	});

	test('keeps a name when its person is renamed, and takes nonsense for no place to go on', async () => {
		await aDay();
		await sql`update staff set name = 'Adamina' where id = ${adam.id}`;
		expect(await read({ kind: 'accounts' })).toEqual(['Adam staff.invited']);
		for (const before of ['x', '1-2-3', '1-9-1-1', '']) {
			expect(await read({ before })).toHaveLength(4);
		}
	});
});
