import { beforeEach, describe, expect, it } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { countStandings } from '../../../src/lib/server/bookings/standings.ts';
import type { PolicyOverrides } from '../../../src/lib/scheduling/policy.ts';
import { readFlags } from '../../../src/lib/server/settings/flags.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { testDatabase } from '../../support/database.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();
let shop: Shop;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	await shop.setFlags({ rescheduleNoticeHours: 0, cancelNoticeHours: 0 });
});

const overrides = (policy: PolicyOverrides) =>
	sql`update service set policy_overrides = ${sql.json(policy)}`;
const what = async (policy = {}) => countStandings(sql, { ...(await readFlags(sql)), ...policy });

describe('what the flags mean for upcoming bookings', () => {
	it('is nothing where there are none', async () => {
		expect(await countStandings(sql)).toEqual({
			upcoming: 0,
			reschedule: 0,
			cancel: 0,
			edit: 0,
			frozen: 0
		});
	});

	it('counts those that are to come and not cancelled', async () => {
		const gone = await shop.booked(shop.at(3, 9));
		await shop.booked(shop.at(3, 11));
		await shop.booked(shop.at(4, 11));
		await cancel(sql, { bookingId: gone.id, reason: '', actor: BY_LINK });
		expect(await countStandings(sql)).toMatchObject({
			upcoming: 2,
			reschedule: 2,
			cancel: 2,
			edit: 2
		});
	});

	it('tells those inside a notice window from those before it', async () => {
		await shop.booked(shop.at(3, 11));
		await shop.booked(shop.at(20, 11));
		const counted = await what({ rescheduleNoticeHours: 24 * 10, cancelNoticeHours: 24 * 30 });
		expect(counted).toMatchObject({ upcoming: 2, reschedule: 1, cancel: 0, edit: 2 });
	});

	it('says beforehand what a switch would do, and changes nothing', async () => {
		await shop.booked(shop.at(3, 11));
		expect(await what({ allowReschedule: false })).toMatchObject({
			reschedule: 0,
			cancel: 1,
			edit: 0
		});
		expect(await what({ allowCancel: false })).toMatchObject({ reschedule: 1, cancel: 0, edit: 1 });
		expect(await what({ allowEditDetails: false })).toMatchObject({ reschedule: 1, edit: 0 });
		expect(await countStandings(sql)).toMatchObject({ reschedule: 1, cancel: 1, edit: 1 });
	});

	it('counts each booking’s own moves', async () => {
		const moved = await shop.booked(shop.at(3, 11));
		await shop.booked(shop.at(3, 13));
		await move(sql, { bookingId: moved.id, startsAt: shop.at(4, 11), reason: '', actor: BY_LINK });
		expect(await what({ maxMoves: 1 })).toMatchObject({ upcoming: 2, reschedule: 1 });
		expect(await what({ maxMoves: 0 })).toMatchObject({ upcoming: 2, reschedule: 0 });
	});

	it('goes by a service’s own rules before the business’s', async () => {
		await shop.booked(shop.at(3, 11));
		await overrides({ allowCancel: false, rescheduleNoticeHours: 24 * 30 });
		expect(await countStandings(sql)).toMatchObject({ reschedule: 0, cancel: 0, edit: 1 });
		expect(await what({ rescheduleNoticeHours: 0 })).toMatchObject({ reschedule: 0 });
	});

	it('goes by the terms that a booking keeps, and says how many keep some', async () => {
		await shop.setFlags({ freezeTerms: true });
		await shop.booked(shop.at(3, 11));
		await shop.setFlags({ freezeTerms: false });
		await shop.booked(shop.at(3, 13));
		const counted = await what({ rescheduleNoticeHours: 24 * 30, cancelNoticeHours: 24 * 30 });
		expect(counted).toMatchObject({ upcoming: 2, reschedule: 1, cancel: 1, frozen: 1 });
		// A switch is never frozen.
		expect(await what({ allowReschedule: false })).toMatchObject({ reschedule: 0 });
	});

	it('leaves out those for whom nobody is left to take another time', async () => {
		await shop.booked(shop.at(3, 11));
		await sql`delete from fieldworker_service`;
		expect(await countStandings(sql)).toMatchObject({ upcoming: 1, reschedule: 0, cancel: 1 });
	});
});
