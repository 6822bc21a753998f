import { beforeEach, describe, expect, it } from 'vitest';
import { createStaff } from '../../../src/lib/server/accounts/staff.ts';
import type { By } from '../../../src/lib/server/audit/record.ts';
import { findBooking } from '../../../src/lib/server/bookings/find.ts';
import { readBusiness } from '../../../src/lib/server/settings/business.ts';
import { changeBusiness, type Facts } from '../../../src/lib/server/settings/change-business.ts';
import { readFlags, saveFlags } from '../../../src/lib/server/settings/flags.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { testDatabase } from '../../support/database.ts';
import { openShop, ZONE, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();
let shop: Shop;
let by: By;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	const created = await createStaff(sql, {
		name: 'Olga Owner',
		email: 'olga@example.com',
		password: 'a long pass phrase',
		role: 'owner'
	});
	if (created.result !== 'created') throw new Error('no staff');
	by = created.staff;
});

const facts = async (): Promise<Facts> => {
	const { logo: _, ...facts } = (await readBusiness(sql))!;
	return facts;
};
const change = async (parts: Partial<Facts>, zoneSeen = '') =>
	changeBusiness(sql, { business: { ...(await facts()), ...parts }, zoneSeen, by });
const acts = () =>
	sql<
		{ action: string; staffName: string; old: unknown; new: unknown }[]
	>`select action, staff_name as "staffName", old_values as old, new_values as new from audit order by id`;

describe('the business', () => {
	it('is changed, and the log says who changed what', async () => {
		expect(
			await change({ name: 'Daughters & Co', weekStart: 7, locale: 'en-US-u-hc-h23' })
		).toEqual({
			result: 'saved'
		});
		expect(await readBusiness(sql)).toMatchObject({
			name: 'Daughters & Co',
			weekStart: 7,
			locale: 'en-US-u-hc-h23'
		});
		expect(await acts()).toEqual([
			{
				action: 'business.changed',
				staffName: 'Olga Owner',
				old: { name: 'Test & Daughters', weekStart: 1, locale: 'en-US' },
				new: { name: 'Daughters & Co', weekStart: 7, locale: 'en-US-u-hc-h23' }
			}
		]);
	});

	it('gets another zone without a question while nothing is booked', async () => {
		expect(await change({ timeZone: 'Europe/Berlin' })).toEqual({ result: 'saved' });
	});

	it('asks before it gets another zone, with the next bookings, and has changed nothing', async () => {
		const bookings = [];
		for (const hour of [9, 11, 13, 15]) bookings.push(await shop.booked(shop.at(3, hour)));
		const asked = await change({ name: 'Elsewhere', timeZone: 'Europe/Berlin' });
		expect(asked).toMatchObject({ result: 'ask', from: ZONE, change: { upcoming: 4 } });
		if (asked.result !== 'ask') throw new Error('not asked');
		expect(asked.change.next.map(({ id, startsAt }) => ({ id, startsAt }))).toEqual(
			bookings.slice(0, 3).map(({ id, startsAt }) => ({ id, startsAt }))
		);
		expect(await facts()).toMatchObject({ name: 'Test & Daughters', timeZone: ZONE });
		expect(await acts()).toEqual([]);
	});

	it('gets the zone whose effect was seen, and bookings stay where they are', async () => {
		const { id, startsAt, version } = await shop.booked(shop.at(3, 9));
		expect(await change({ timeZone: 'Europe/Berlin' }, 'Europe/Paris')).toMatchObject({
			result: 'ask'
		});
		expect(await change({ timeZone: 'Europe/Berlin' }, 'Europe/Berlin')).toEqual({
			result: 'saved'
		});
		expect(await findBooking(sql, id)).toMatchObject({ startsAt, version });
		expect(await facts()).toMatchObject({ timeZone: 'Europe/Berlin' });
	});
});

describe('the flags', () => {
	it('are logged with what differs, where somebody of the staff changes them', async () => {
		const { version: _, ...flags } = await readFlags(sql);
		await saveFlags(sql, { ...flags, allowCancel: false, rescheduleFieldworker: 'any' }, by);
		expect(await acts()).toEqual([
			{
				action: 'flags.changed',
				staffName: 'Olga Owner',
				old: { allowCancel: true, rescheduleFieldworker: 'keep' },
				new: { allowCancel: false, rescheduleFieldworker: 'any' }
			}
		]);
	});

	it('come back as they were saved', async () => {
		const { version: _, ...flags } = await readFlags(sql);
		const other = {
			...flags,
			allowEditDetails: false,
			requireCancelComment: true,
			rescheduleFieldworker: 'choose',
			freezeTerms: true,
			requireEmailProof: true
		} as const;
		await saveFlags(sql, other);
		expect(await readFlags(sql)).toMatchObject(other);
		expect(await acts()).toEqual([]);
	});
});
