import { beforeAll, describe, expect, it } from 'vitest';
import { readActivity } from '../../../src/lib/server/bookings/activity.ts';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { editDetails } from '../../../src/lib/server/bookings/edit-details.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { createStaff } from '../../../src/lib/server/accounts/staff.ts';
import { testDatabase } from '../../support/database.ts';
import { rowsRead } from '../../support/rows-read.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();
let shop: Shop;
let first = 0;
let second = 0;

beforeAll(async () => {
	shop = await openShop(sql, { fieldworkers: 2 });
	[first = 0, second = 0] = shop.fieldworkerIds;
	const olga = await createStaff(sql, {
		name: 'Olga Owner',
		email: 'olga@test.example',
		password: 'a long pass phrase',
		role: 'owner'
	});
	if (olga.result !== 'created') throw new Error('Olga is missing');
	await shop.booked(shop.at(2, 9), first);
	await shop.booked(shop.at(2, 11), second);
	await move(sql, { bookingId: 1001, startsAt: shop.at(3, 14), reason: 'Rain', actor: BY_LINK });
	const byStaff = { kind: 'staff', staffId: olga.staff.id, notify: false } as const;
	await move(sql, {
		bookingId: 1001,
		startsAt: shop.at(3, 15),
		fieldworkerId: second,
		reason: '',
		actor: byStaff
	});
	await cancel(sql, { bookingId: 1002, reason: '', actor: BY_LINK });
	await editDetails(sql, {
		bookingId: 1001,
		details: { phone: '', address: '', notes: 'Bell is broken' },
		actor: BY_LINK
	});
});

const feed = async (more: Partial<Parameters<typeof readActivity>[1]> = {}) =>
	(await readActivity(sql, { scope: 'everybody', limit: 10, ...more })).activity;
const brief = (activity: Awaited<ReturnType<typeof feed>>) =>
	activity.map(({ bookingId, version, action }) => `${bookingId}.${version} ${action}`);

describe('the activity feed', () => {
	it('tells what happened to every booking, the newest first', async () => {
		const activity = await feed();
		expect(brief(activity)).toEqual([
			'1001.4 edited',
			'1002.2 cancelled',
			'1001.3 moved',
			'1001.2 moved',
			'1002.1 booked',
			'1001.1 booked'
		]);
		expect(activity[3]).toEqual({
			bookingId: 1001,
			version: 2,
			at: expect.any(Number),
			action: 'moved',
			actor: 'customer',
			channel: 'email_link',
			staffName: null,
			reason: 'Rain',
			customerName: 'Customer 1',
			serviceName: 'Lesson',
			oldStartsAt: shop.at(2, 9),
			oldEndsAt: shop.at(2, 10),
			newStartsAt: shop.at(3, 14),
			newEndsAt: shop.at(3, 15),
			oldFieldworkerName: 'Worker 1',
			newFieldworkerName: 'Worker 1',
			// Where it is now, not where it was moved then.
			startsAt: shop.at(3, 15)
		});
		expect(activity[2]).toMatchObject({ actor: 'staff', staffName: 'Olga Owner' });
	});

	it('comes in pages that meet, also where two things happened at the same instant', async () => {
		await sql`
			update booking_change
			set at = (select max(at) from booking_change where version = 1)
			where version = 1
		`;
		const whole = brief(await feed());
		const pages: string[] = [];
		expect(await readActivity(sql, { scope: 'everybody', limit: 5 })).toMatchObject({ more: true });
		expect(await readActivity(sql, { scope: 'everybody', limit: 6 })).toMatchObject({
			more: false
		});
		let before: { bookingId: number; version: number } | undefined;
		for (let page = 0; page < 6; page++) {
			const [one] = await feed({ limit: 1, ...(before && { before }) });
			if (!one) break;
			pages.push(...brief([one]));
			before = one;
		}
		expect(pages).toEqual(whole);
		expect(await feed({ before: { bookingId: 9, version: 9 } })).toEqual([]);
	});

	it('tells a fieldworker of their own bookings alone, and not where one of them went', async () => {
		const own = await feed({ scope: first });
		expect(brief(own)).toEqual(['1001.3 moved', '1001.2 moved', '1001.1 booked']);
		expect(own[0]).toMatchObject({
			oldStartsAt: shop.at(3, 14),
			newStartsAt: null,
			newEndsAt: null,
			newFieldworkerName: null,
			startsAt: null
		});
		// It is somebody else's now: they cannot open it any more.
		expect(own.map(({ startsAt }) => startsAt)).toEqual([null, null, null]);
		expect(brief(await feed({ scope: second }))).toEqual([
			'1001.4 edited',
			'1002.2 cancelled',
			'1001.3 moved',
			'1002.1 booked'
		]);
		expect(await feed({ scope: 0 })).toEqual([]);
	});

	it('reads what it shows, not all that ever happened', async () => {
		await sql`
			insert into booking_change (
				booking_id, version, at, action, actor, channel,
				new_starts_at, new_ends_at, new_fieldworker_id, old_fieldworker_id
			)
			select
				1001, n, reslot_clock() - n * interval '1 minute', 'edited', 'system', 'system',
				reslot_clock(), reslot_clock(), ${first}, ${first}
			from generate_series(100, 5099) n
		`;
		await sql`analyze booking_change`;
		for (const scope of ['everybody', first, second] as const) {
			const read = await rowsRead(sql, (tx) => readActivity(tx, { scope, limit: 20 }));
			expect(read.booking_change).toBeLessThan(100);
			const before = { bookingId: 1001, version: 3_000 };
			const older = await rowsRead(sql, (tx) => readActivity(tx, { scope, limit: 20, before }));
			expect(older.booking_change).toBeLessThan(100);
		}
	});
});
