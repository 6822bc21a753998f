import { beforeEach, describe, expect, it } from 'vitest';
import { createStaff } from '../../../src/lib/server/accounts/staff.ts';
import type { By } from '../../../src/lib/server/audit/record.ts';
import { readBusiness } from '../../../src/lib/server/settings/business.ts';
import {
	LARGEST_LOGO,
	readLogo,
	removeLogo,
	saveLogo
} from '../../../src/lib/server/settings/logo.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { testDatabase } from '../../support/database.ts';
import { openShop } from '../../support/shop.ts';

const { sql } = await testDatabase();
let by: By;

beforeEach(async () => {
	await emptyDatabase(sql);
	await openShop(sql);
	const created = await createStaff(sql, {
		name: 'Olga Owner',
		email: 'olga@example.com',
		password: 'a long pass phrase',
		role: 'owner'
	});
	if (created.result !== 'created') throw new Error('no staff');
	by = created.staff;
});

const bytes = (...start: (number | string)[]) =>
	Buffer.concat([
		...start.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))),
		Buffer.alloc(64)
	]);
const PNG = bytes(0x89, 'PNG\r\n', 0x1a, '\n');
const JPEG = bytes(0xff, 0xd8, 0xff, 0xe0);
const WEBP = bytes('RIFF', 0, 0, 0, 0, 'WEBPVP8 ');
const save = (content: Buffer) => saveLogo(sql, { content, by });

describe('the logo', () => {
	it.each([
		['image/png', PNG],
		['image/jpeg', JPEG],
		['image/webp', WEBP]
	])('is a %s by its first bytes, and comes back byte for byte', async (mediaType, content) => {
		expect(await save(content)).toEqual({ result: 'saved' });
		const logo = await readLogo(sql);
		expect(logo).toMatchObject({ mediaType });
		expect(logo!.content.equals(content)).toBe(true);
	});

	it.each([
		['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
		['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
		['a GIF', Buffer.from('GIF89a')],
		['a RIFF that is music', bytes('RIFF', 0, 0, 0, 0, 'WAVEfmt ')],
		['the beginning of a PNG', PNG.subarray(0, 4)],
		['nothing', Buffer.alloc(0)]
	])('is not %s', async (_, content) => {
		expect(await save(content)).toEqual({ result: 'no_image' });
		expect(await readLogo(sql)).toBeNull();
	});

	it('has 512 KB at most', async () => {
		const largest = Buffer.concat([PNG, Buffer.alloc(LARGEST_LOGO - PNG.length)]);
		expect(await save(largest)).toEqual({ result: 'saved' });
		expect(await save(Buffer.concat([largest, Buffer.alloc(1)]))).toEqual({ result: 'too_large' });
	});

	it('has another version with each change, which the business knows', async () => {
		expect((await readBusiness(sql))!.logo).toBeNull();
		await save(PNG);
		const first = (await readLogo(sql))!.version;
		expect((await readBusiness(sql))!.logo).toBe(first);
		await expect
			.poll(async () => {
				await save(JPEG);
				return (await readLogo(sql))!.version;
			})
			.toBeGreaterThan(first);
	});

	it('is removed once, and the log tells of both', async () => {
		await save(PNG);
		expect(await removeLogo(sql, by)).toBe(true);
		expect(await removeLogo(sql, by)).toBe(false);
		expect(await readLogo(sql)).toBeNull();
		expect(await sql`select action, new_values from audit order by id`).toEqual([
			{ action: 'business.logo_changed', new_values: { logo: 'png, 1 KB' } },
			{ action: 'business.logo_changed', new_values: { logo: 'none' } }
		]);
	});
});
