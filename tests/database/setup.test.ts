import { beforeEach, describe, expect, test } from 'vitest';
import { createStaff } from '../../src/lib/server/accounts/staff.ts';
import { checkSetupCode, newSetupCode } from '../../src/lib/server/setup/code.ts';
import { nameBusiness } from '../../src/lib/server/setup/first-business.ts';
import { addFirstFieldworker } from '../../src/lib/server/setup/first-fieldworker.ts';
import { sayFirstHours } from '../../src/lib/server/setup/first-hours.ts';
import { makeFirstOwner } from '../../src/lib/server/setup/first-owner.ts';
import { addFirstService } from '../../src/lib/server/setup/first-service.ts';
import { nextStep, readSetupProgress } from '../../src/lib/server/setup/progress.ts';
import { setupWelcome } from '../../src/lib/server/setup/welcome.ts';
import { testDatabase } from '../support/database.ts';
import { emptyDatabase } from '../support/empty.ts';
import { openShop } from '../support/shop.ts';

const { sql } = await testDatabase();
const OWNER = { name: 'Olga', email: 'olga@example.com', password: 'a long pass phrase' };

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
	...{ weekday, opensMinute: 540, closesMinute: 1020 }
}));

/** Whoever sets it up. */
async function owner() {
	const [known] = await sql<{ id: number; name: string }[]>`select id, name from staff`;
	if (known) return known;
	const created = await createStaff(sql, { ...OWNER, role: 'owner' });
	if (created.result !== 'created') throw new Error(created.result);
	return created.staff;
}

let addresses = 0;
beforeEach(async () => {
	await emptyDatabase(sql);
	await sql`delete from setup_code`;
	addresses++;
});
const become = (code: string, owner = OWNER) => {
	const device = { networkAddress: `198.51.100.${addresses}`, userAgent: '' };
	return makeFirstOwner(sql, { ...owner, code }, device);
};

describe('the setup code', () => {
	test('is printed while there are no accounts, and only then', async () => {
		expect(await setupWelcome(sql, 'https://book.test')).toMatch(
			/^Set up Reslot at https:\/\/book\.test\/setup with the code [A-Z2-9]{4}-[A-Z2-9]{4}$/
		);
		await createStaff(sql, { ...OWNER, role: 'owner' });
		expect(await setupWelcome(sql, 'https://book.test')).toBeNull();
	});

	test('is kept as a hash, and the one that was printed last is the one that works', async () => {
		const older = (await newSetupCode(sql))!;
		const newer = (await newSetupCode(sql))!;
		expect(await checkSetupCode(sql, older)).toBe(false);
		expect(await checkSetupCode(sql, newer.toLowerCase().replace('-', ' '))).toBe(true);
		const [row] = await sql<{ hash: Buffer }[]>`select code_hash as hash from setup_code`;
		expect(row?.hash.toString()).toMatch(/^\$argon2id\$/);
	});

	test('leaves one code that works when several servers start at once', async () => {
		const codes = await Promise.all([1, 2, 3, 4].map(() => newSetupCode(sql)));
		const right = await Promise.all(codes.map((code) => checkSetupCode(sql, code!)));
		expect(right.filter(Boolean)).toHaveLength(1);
	});

	test('lets one of two who send it at once be the owner, and nobody after them', async () => {
		const code = (await newSetupCode(sql))!;
		const results = await Promise.all([
			become(code),
			become(code, { ...OWNER, email: 'eve@example.com' })
		]);
		expect(results.map(({ result }) => result).sort()).toEqual(['made', 'over']);
		expect((await become(code)).result).toBe('over');
		expect(await sql`select role from staff`).toEqual([{ role: 'owner' }]);
		expect(await sql`select action from audit`).toEqual([{ action: 'setup.completed' }]);
	});

	test('is not found by trying', async () => {
		const code = (await newSetupCode(sql))!;
		for (let i = 0; i < 6; i++) expect((await become('AAAA-AAAA')).result).toBe('wrong_code');
		expect((await become(code)).result).toBe('too_many');
	});

	test('is not used up by a password that will not do', async () => {
		const code = (await newSetupCode(sql))!;
		expect((await become(code, { ...OWNER, password: 'short' })).result).toBe('password_unfit');
		expect((await become(code)).result).toBe('made');
	});
});

describe('the guided start', () => {
	test('goes on with the first thing that is not there', async () => {
		const next = async () => nextStep(await readSetupProgress(sql));
		expect(await next()).toBe('business');
		await openShop(sql);
		expect(await next()).toBeNull();
		await sql`truncate service cascade`;
		expect(await next()).toBe('service');
		await sql`truncate fieldworker cascade`;
		expect(await next()).toBe('hours');
	});

	test('makes the owner a fieldworker on the calendar where they are one', async () => {
		await openShop(sql);
		await sql`truncate fieldworker, service cascade`;
		await sayFirstHours(sql, await owner(), EVERY_DAY);
		const { name, email } = OWNER;
		await addFirstFieldworker(sql, await owner(), { name, email, isOwner: true });
		const [row] = await sql`
			select fieldworker.name, count(working_hours.id) as days
			from staff
			join fieldworker on fieldworker.id = staff.fieldworker_id
			join working_hours on working_hours.fieldworker_id = fieldworker.id
			group by fieldworker.name
		`;
		expect(row).toEqual({ name: 'Olga', days: 7 });
	});

	test('adds one fieldworker and one service, however often the button is pressed', async () => {
		await openShop(sql);
		await sql`truncate fieldworker, service cascade`;
		await sayFirstHours(sql, await owner(), EVERY_DAY);
		const by = await owner();
		const person = { name: 'Olga', email: '', isOwner: true };
		await Promise.all([1, 2, 3].map(() => addFirstFieldworker(sql, by, person)));
		expect(await sql`select name from fieldworker`).toEqual([{ name: 'Olga' }]);
		const [{ linked }] = (await sql`
			select fieldworker_id = (select id from fieldworker) as linked from staff
		`) as unknown as [{ linked: boolean }];
		expect(linked).toBe(true);
		const service = { name: 'Lesson', durationMinutes: 45, priceText: '' };
		await Promise.all([1, 2, 3].map(() => addFirstService(sql, by, service)));
		expect(await sql`select name from service`).toEqual([{ name: 'Lesson' }]);
		expect(await sql`select from fieldworker_service`).toHaveLength(1);
	});

	test('changes nothing any more once it is over', async () => {
		await openShop(sql);
		const by = await owner();
		const state = () => sql`
			select
				(select json_agg(business) from business) as business,
				(select json_agg(working_hours order by id) from working_hours) as hours,
				(select count(*) from fieldworker) as fieldworkers,
				(select count(*) from service) as services,
				(select count(*) from audit) as acts
		`;
		const before = await state();
		const renamed = { name: 'Another', timeZone: 'Europe/Berlin', email: '', phone: '' };
		await nameBusiness(sql, by, renamed, { locale: 'en-US', weekStart: 7 });
		await sayFirstHours(sql, by, [{ weekday: 1, opensMinute: 0, closesMinute: 60 }]);
		await addFirstFieldworker(sql, by, { name: 'Late', email: '', isOwner: true });
		await addFirstService(sql, by, { name: 'Late', durationMinutes: 45, priceText: '' });
		expect(await state()).toEqual(before);
	});
});
