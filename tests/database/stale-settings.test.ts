import { beforeEach, describe, expect, it } from 'vitest';
import { createStaff } from '../../src/lib/server/accounts/staff.ts';
import type { By } from '../../src/lib/server/audit/record.ts';
import { countUpcoming } from '../../src/lib/server/bookings/upcoming.ts';
import { UNASKED } from '../../src/lib/server/bookings/foreseen.ts';
import { changeHours } from '../../src/lib/server/hours/change-hours.ts';
import { readWeeklyHours } from '../../src/lib/server/hours/read.ts';
import { sayWeekly } from '../../src/lib/server/hours/words.ts';
import {
	changeFieldworker,
	fieldworkerValues
} from '../../src/lib/server/people/change-fieldworker.ts';
import { findFieldworker } from '../../src/lib/server/people/team.ts';
import { findService } from '../../src/lib/server/services/catalog.ts';
import { saveService, serviceValues } from '../../src/lib/server/services/save.ts';
import { readBusiness } from '../../src/lib/server/settings/business.ts';
import { changeBusiness } from '../../src/lib/server/settings/change-business.ts';
import { readFlags, saveFlags } from '../../src/lib/server/settings/flags.ts';
import { testDatabase } from '../support/database.ts';
import { emptyDatabase } from '../support/empty.ts';
import { openShop, type Shop } from '../support/shop.ts';

const { sql } = await testDatabase();
let shop: Shop;
let worker: number;
let by: By;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
	worker = shop.fieldworkerIds[0]!;
	const person = { name: 'Olga', email: 'olga@test.example', password: 'a long pass phrase' };
	const created = await createStaff(sql, { ...person, role: 'owner' });
	if (created.result !== 'created') throw new Error(created.result);
	by = created.staff;
});

/** As a form carries it. */
const opened = (values: object) => JSON.parse(JSON.stringify(values)) as Record<string, unknown>;
const acts = async () =>
	(await sql`select count(*)::integer as acts from audit`)[0]!.acts as number;

describe('a service that somebody else saved since it was opened', () => {
	const open = async () => {
		const service = (await findService(sql, shop.serviceId))!;
		const { id: _, upcoming: _upcoming, fieldworkers, ...plain } = service;
		const fieldworkerIds = fieldworkers.map(({ id }) => id);
		return { form: { ...plain, fieldworkerIds }, seen: opened(serviceValues(service)) };
	};

	it('is left as it is, and the answer says what was, what is, and what was wanted', async () => {
		const { form, seen } = await open();
		const theirs = { ...form, priceText: '$70', overrides: { maxMoves: null } };
		expect(await saveService(sql, shop.serviceId, theirs, by, seen)).toMatchObject({
			result: 'saved'
		});
		const before = await acts();
		const mine = { ...form, priceText: '$50', color: '#123456' };
		const answer = await saveService(sql, shop.serviceId, mine, by, seen);
		expect(answer).toMatchObject({
			result: 'changed',
			overwritten: [
				{ key: 'priceText', was: form.priceText, theirs: '$70', yours: '$50' },
				{ key: 'maxMoves', was: undefined, theirs: null, yours: undefined }
			]
		});
		expect(await findService(sql, shop.serviceId)).toMatchObject({
			priceText: '$70',
			color: form.color
		});
		expect(await acts()).toBe(before);
		if (answer.result !== 'changed') throw new Error(answer.result);
		expect(await saveService(sql, shop.serviceId, mine, by, opened(answer.now))).toMatchObject({
			result: 'saved',
			now: { priceText: '$50' }
		});
	});

	it('is saved where both say the same, and where nobody changed anything', async () => {
		const { form, seen } = await open();
		const same = { ...form, priceText: '$70' };
		for (const _ of [1, 2]) {
			expect(await saveService(sql, shop.serviceId, same, by, seen)).toMatchObject({
				result: 'saved'
			});
		}
	});

	it('says so too when it was a fieldworker who stopped doing it', async () => {
		const { form, seen } = await open();
		const { name, email, color, active } = (await findFieldworker(sql, worker))!;
		const wanted = { name, email, color, active, serviceIds: [] };
		await changeFieldworker(sql, worker, wanted, by, UNASKED);
		expect(
			await saveService(sql, shop.serviceId, { ...form, name: 'Mine' }, by, seen)
		).toMatchObject({
			overwritten: [{ key: 'fieldworkers', theirs: ['Worker 2'], yours: ['Worker 1', 'Worker 2'] }]
		});
		expect((await findFieldworker(sql, worker))!.services).toEqual([]);
	});

	it('is overwritten by one only of two who save at once', async () => {
		const { form, seen } = await open();
		const answers = await Promise.all(
			['$1', '$2'].map((priceText) =>
				saveService(sql, shop.serviceId, { ...form, priceText }, by, seen)
			)
		);
		expect(answers.map(({ result }) => result).sort()).toEqual(['changed', 'saved']);
	});
});

describe('a fieldworker whom somebody else saved since they were opened', () => {
	it('is left as they are, before anybody is asked about their bookings', async () => {
		const { name, email, color, active, services, ...rest } = (await findFieldworker(sql, worker))!;
		const seen = opened(fieldworkerValues({ name, email, color, active, services, ...rest }));
		const form = { name, email, color, active, serviceIds: services.map(({ id }) => id) };
		await shop.booked(shop.at(3, 9), worker);
		await changeFieldworker(sql, worker, { ...form, name: 'Ana' }, by, UNASKED, seen);
		const mine = { ...form, active: false };
		const answer = await changeFieldworker(sql, worker, mine, by, UNASKED, seen);
		expect(answer).toMatchObject({
			result: 'changed',
			overwritten: [{ key: 'name', was: name, theirs: 'Ana', yours: name }]
		});
		expect(await findFieldworker(sql, worker)).toMatchObject({ name: 'Ana', active: true });
		if (answer.result !== 'changed') throw new Error(answer.result);
		const again = await changeFieldworker(sql, worker, mine, by, UNASKED, opened(answer.now));
		expect(again).toMatchObject({ result: 'strands' });
	});

	it('has as many bookings of each service as are to come', async () => {
		await shop.booked(shop.at(3, 9), worker);
		await shop.booked(shop.at(3, 11), worker);
		const theirs = [{ serviceId: shop.serviceId, fieldworkerId: worker, count: 2 }];
		expect(await countUpcoming(sql, { fieldworkerId: worker })).toEqual(theirs);
		expect(await countUpcoming(sql, { serviceId: shop.serviceId })).toEqual(theirs);
	});
});

describe.each(['a fieldworker', 'the business'])('hours of %s', (whose) => {
	it('that somebody else saved since they were opened are left as they are', async () => {
		const fieldworkerId = whose === 'the business' ? null : worker;
		const weekly = await readWeeklyHours(sql, fieldworkerId);
		const seen = opened(sayWeekly(weekly));
		const without = (day: number) => weekly.filter(({ weekday }) => weekday !== day);
		const save = (wanted: typeof weekly) =>
			changeHours(sql, { fieldworkerId, weekly: wanted, opened: seen }, by, UNASKED);
		expect(await save(without(1))).toMatchObject({ result: 'saved' });
		expect(await save(without(2))).toMatchObject({
			result: 'changed',
			overwritten: [{ key: 'Monday', theirs: 'closed' }],
			now: { Monday: 'closed' }
		});
		expect(await readWeeklyHours(sql, fieldworkerId)).toEqual(without(1));
	});
});

it('flags that somebody else saved since they were opened are left as they are', async () => {
	const { version: _, ...flags } = await readFlags(sql);
	const theirs = { ...flags, cancelNoticeHours: 48 };
	expect(await saveFlags(sql, theirs, by, opened(flags))).toEqual({ result: 'saved' });
	const before = await acts();
	const mine = { ...flags, allowCancel: false };
	const answer = await saveFlags(sql, mine, by, opened(flags));
	expect(answer).toMatchObject({
		overwritten: [{ key: 'cancelNoticeHours', was: 24, theirs: 48, yours: 24 }]
	});
	expect(await readFlags(sql)).toMatchObject(theirs);
	expect(await acts()).toBe(before);
	expect(await saveFlags(sql, mine, by, opened(theirs))).toEqual({ result: 'saved' });
});

it('a business that somebody else saved since it was opened is left as it is', async () => {
	const { logo: _, ...facts } = (await readBusiness(sql))!;
	const save = (parts: Partial<typeof facts>, seen: object) =>
		changeBusiness(sql, {
			business: { ...facts, ...parts },
			zoneSeen: '',
			by,
			opened: opened(seen)
		});
	expect(await save({ phone: '1' }, facts)).toEqual({ result: 'saved' });
	expect(await save({ phone: '2' }, facts)).toMatchObject({
		overwritten: [{ key: 'phone', was: facts.phone, theirs: '1', yours: '2' }]
	});
	expect(await readBusiness(sql)).toMatchObject({ phone: '1' });
	expect(await save({ phone: '2' }, { ...facts, phone: '1' })).toEqual({ result: 'saved' });
	expect(await save({ name: 'Mine' }, {}), 'of a form that says nothing').toMatchObject({
		result: 'changed'
	});
});
