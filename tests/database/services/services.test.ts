import { beforeEach, describe, expect, it } from 'vitest';
import { createStaff } from '../../../src/lib/server/accounts/staff.ts';
import type { By } from '../../../src/lib/server/audit/record.ts';
import { findService, listCatalog } from '../../../src/lib/server/services/catalog.ts';
import { saveService } from '../../../src/lib/server/services/save.ts';
import { listServices } from '../../../src/lib/server/services.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();
let shop: Shop;
let by: By;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
	const person = { name: 'Olga', email: 'olga@test.example', password: 'a long pass phrase' };
	const created = await createStaff(sql, { ...person, role: 'owner' });
	if (created.result !== 'created') throw new Error(created.result);
	by = created.staff;
});

const swim = () => ({
	name: 'Swim',
	description: 'In the pool.',
	durationMinutes: 45,
	bufferBeforeMinutes: 5,
	bufferAfterMinutes: 10,
	priceText: '$45',
	color: '#123456',
	active: true,
	onPublicPage: true,
	reminders: true,
	overrides: { allowCancel: false, maxMoves: null, rescheduleNoticeHours: 48 },
	fieldworkerIds: [shop.fieldworkerIds[1]!]
});
const saved = async (...[id, service]: [number | null, ReturnType<typeof swim>]) => {
	const result = await saveService(sql, id, service, by);
	if (result.result !== 'saved') throw new Error(result.result);
	return result.id;
};

describe('a service', () => {
	it('that is added has all that was said of it, and customers find it', async () => {
		const id = await saved(null, swim());
		const { fieldworkerIds, ...said } = swim();
		expect(await findService(sql, id)).toEqual({
			...said,
			id,
			fieldworkers: [{ id: fieldworkerIds[0], name: 'Worker 2', color: '#4f46e5', active: true }],
			upcoming: 0
		});
		expect((await listServices(sql)).map(({ name }) => name)).toEqual(['Lesson', 'Swim']);
		expect(await sql`select action, subject from audit`).toEqual([
			{ action: 'service.added', subject: 'Swim' }
		]);
	});

	it('that changes leaves its bookings as long as they were', async () => {
		const { id } = await shop.booked(shop.at(3, 9));
		await saved(shop.serviceId, { ...swim(), name: 'Lesson', fieldworkerIds: shop.fieldworkerIds });
		expect(await sql`select ends_at - starts_at = interval '1 hour' as same from booking`).toEqual([
			{ same: true }
		]);
		expect(await findService(sql, shop.serviceId)).toMatchObject({
			durationMinutes: 45,
			upcoming: 1
		});
		const [act] = await sql`select action, old_values, new_values from audit`;
		expect(act).toMatchObject({
			action: 'service.changed',
			old_values: { durationMinutes: 60 },
			new_values: { durationMinutes: 45, allowCancel: false, rescheduleNoticeHours: 48 }
		});
		expect(act!.old_values).not.toHaveProperty('name');
		expect(id).toBeGreaterThan(0);
	});

	it('that is done by others from now on raises the version of what is on offer (R8)', async () => {
		const version = async () => (await sql`select version from flags`)[0]!.version as number;
		const before = await version();
		await saved(shop.serviceId, { ...swim(), fieldworkerIds: [] });
		expect(await version()).toBeGreaterThan(before);
	});

	it('off the public page, or not in use, is known to staff alone', async () => {
		await saved(null, { ...swim(), onPublicPage: false });
		await saved(null, { ...swim(), name: 'Dive', active: false });
		expect((await listServices(sql)).map(({ name }) => name)).toEqual(['Lesson']);
		expect((await listCatalog(sql)).map(({ name }) => name)).toEqual(['Lesson', 'Swim', 'Dive']);
	});

	it('that is not there cannot be changed', async () => {
		expect(await saveService(sql, 999_999, swim(), by)).toEqual({ result: 'not_found' });
		expect(await listCatalog(sql)).toHaveLength(1);
	});
});
