import { beforeEach, describe, expect, it } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { findBooking, type Booking } from '../../../src/lib/server/bookings/find.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { countStandings } from '../../../src/lib/server/bookings/standings.ts';
import { holdForBooking } from '../../../src/lib/server/holds/hold-for-booking.ts';
import { readBookingOffer } from '../../../src/lib/server/offer.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, countOverlaps, openShop, type Shop } from '../../support/shop.ts';

const { sql } = await testDatabase();
let shop: Shop;
let [one, two, three]: number[] = [];
let mine: Booking;
const at = (hour: number) => shop.at(4, hour);

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 3 });
	[one, two, three] = shop.fieldworkerIds;
	mine = await shop.booked(shop.at(3, 9));
});

const moveTo = (startsAt: number, fieldworkerId?: number | 'any', expectedVersion?: number) =>
	move(sql, {
		bookingId: mine.id,
		...{ startsAt, fieldworkerId, expectedVersion, reason: '' },
		actor: BY_LINK
	});
const now = async () => (await findBooking(sql, mine.id))!;
const offered = async (hour: number, fieldworkerId?: number | 'any') => {
	const range = { from: shop.date(4), until: shop.date(5) };
	const offer = await readBookingOffer(sql, mine.id, range, fieldworkerId);
	return offer!.days.some(({ starts }) => starts.includes(at(hour)));
};

describe('where bookings keep their fieldworker', () => {
	it('times of others are not offered, and asking for others is refused (R3)', async () => {
		await shop.booked(at(11), one);
		expect(await offered(11)).toBe(false);
		for (const choice of [two!, 'any'] as const) {
			const answer = await moveTo(at(14), choice);
			expect(answer).toMatchObject({ result: 'refused', reason: 'not_offered' });
			// It helps: these are with whom they can have.
			expect(answer).toHaveProperty('nearest.length', 5);
		}
		expect(await now()).toMatchObject({ version: 1, fieldworker: { id: one } });
	});

	it('the own one by name is no other one', async () => {
		expect(await moveTo(at(11), one)).toMatchObject({ result: 'moved' });
	});

	describe.each(['is not active', 'does not do it any more'])('once their own %s', (why) => {
		beforeEach(async () => {
			if (why === 'is not active')
				await sql`update fieldworker set active = false where id = ${one!}`;
			else await sql`delete from fieldworker_service where fieldworker_id = ${one!}`;
		});

		it('they move to anybody who does it, also at the time that they have', async () => {
			await shop.booked(at(11), two);
			expect(await offered(11)).toBe(true);
			expect(await moveTo(at(11))).toMatchObject({ result: 'moved' });
			expect(await now()).toMatchObject({ startsAt: at(11), fieldworker: { id: three } });
			expect(await countOverlaps(sql)).toBe(0);
		});

		it('the very time that they have is one that somebody else may have free', async () => {
			expect(await moveTo(shop.at(3, 9))).toMatchObject({ result: 'moved' });
			expect((await now()).fieldworker.id).not.toBe(one);
		});

		it('a time is held with somebody else, and moved to with them', async () => {
			const held = await holdForBooking(sql, {
				bookingId: mine.id,
				startsAt: at(12),
				language: 'en'
			});
			expect(held).toMatchObject({ result: 'held' });
			const { fieldworkerId } = (held as Extract<typeof held, { result: 'held' }>).hold;
			expect([two, three]).toContain(fieldworkerId);
			await moveTo(at(12));
			expect((await now()).fieldworker.id).toBe(fieldworkerId);
		});

		it('whom is not theirs to choose, and a refusal comes with times of the others', async () => {
			const answer = await moveTo(at(11), two);
			expect(answer).toMatchObject({ result: 'refused', reason: 'not_offered' });
			expect(answer).toHaveProperty('nearest.length', 5);
		});

		it('they are counted among those who may reschedule, as long as somebody is left', async () => {
			expect(await countStandings(sql)).toMatchObject({ upcoming: 1, reschedule: 1 });
			await sql`update fieldworker set active = false`;
			expect(await countStandings(sql)).toMatchObject({ upcoming: 1, reschedule: 0 });
		});

		it('nothing is offered when nobody is left, and they read whom to ask', async () => {
			await sql`update fieldworker set active = false`;
			expect(await offered(11)).toBe(false);
			const answer = await moveTo(at(11));
			expect(answer).toMatchObject({ result: 'refused', reason: 'fieldworker_gone' });
			expect(answer).toHaveProperty('words', expect.stringContaining('contact us'));
		});
	});
});

describe('where anybody will do', () => {
	beforeEach(() => shop.setFlags({ rescheduleFieldworker: 'any' }));

	it('the own one is asked first, as long as they are free', async () => {
		// Another day with one of the others would be emptier.
		await shop.booked(at(16), one);
		await moveTo(at(11));
		expect(await now()).toMatchObject({ startsAt: at(11), fieldworker: { id: one } });
	});

	it('else the least busy of the others', async () => {
		await shop.booked(at(11), one);
		await shop.booked(at(15), two);
		expect(await offered(11)).toBe(true);
		await moveTo(at(11));
		expect(await now()).toMatchObject({ startsAt: at(11), fieldworker: { id: three } });
		expect(await countOverlaps(sql)).toBe(0);
	});

	it('one of them by name is not the customer’s to choose', async () => {
		expect(await moveTo(at(11), two)).toMatchObject({ reason: 'not_offered' });
	});

	it('with everybody taken it is refused as taken, with times that anybody has', async () => {
		for (const id of shop.fieldworkerIds) await shop.booked(at(11), id);
		const answer = await moveTo(at(11));
		expect(answer).toMatchObject({ result: 'taken' });
		expect(answer).toHaveProperty('nearest.length', 5);
	});

	it('goes on without the own one when they have left', async () => {
		await sql`update fieldworker set active = false where id = ${one!}`;
		await moveTo(at(11));
		expect([two, three]).toContain((await now()).fieldworker.id);
	});

	it('its present time with its own fieldworker is no new one, whoever else is free', async () => {
		expect(await moveTo(shop.at(3, 9))).toMatchObject({ reason: 'same_time' });
	});

	it('moves once when the form is sent twice', async () => {
		await shop.booked(at(11), one);
		const results = [await moveTo(at(11), undefined, 1), await moveTo(at(11), undefined, 1)];
		expect(results.map(({ result }) => result)).toEqual(['moved', 'moved']);
		expect(await now()).toMatchObject({ version: 2 });
	});

	it('many who want the same time get one fieldworker each, and no more', async () => {
		const bookings = [mine];
		for (const hour of [10, 11, 12, 13]) bookings.push(await shop.booked(shop.at(3, hour), two));
		const results = await Promise.all(
			bookings.map(({ id }) =>
				move(sql, { bookingId: id, startsAt: at(11), reason: '', actor: BY_LINK })
			)
		);
		const moved = results.filter(({ result }) => result === 'moved');
		expect(moved).toHaveLength(3);
		expect(await countOverlaps(sql)).toBe(0);
	});
});

describe('where customers choose', () => {
	beforeEach(() => shop.setFlags({ rescheduleFieldworker: 'choose' }));

	it('without a choice it is the own one', async () => {
		await shop.booked(at(11), one);
		expect(await offered(11)).toBe(false);
		expect(await moveTo(at(11))).toMatchObject({ result: 'taken' });
	});

	it('the chosen one gets it, also at the time that it has', async () => {
		expect(await moveTo(shop.at(3, 9), two)).toMatchObject({ result: 'moved' });
		expect(await now()).toMatchObject({ version: 2, customerMoves: 1, fieldworker: { id: two } });
		expect(await shop.booked(shop.at(3, 9), one)).toBeDefined();
	});

	it('anyone is the own one first', async () => {
		await moveTo(at(11), 'any');
		expect(await now()).toMatchObject({ fieldworker: { id: one } });
	});

	it('not somebody who does other things, or has left', async () => {
		await sql`delete from fieldworker_service where fieldworker_id = ${two!}`;
		await sql`update fieldworker set active = false where id = ${three!}`;
		for (const id of [two, three, 999]) {
			expect(await moveTo(at(11), id)).toMatchObject({ reason: 'not_offered' });
		}
	});
});

it('cancelling where a word of why is required asks for it, and does nothing before', async () => {
	await shop.setFlags({ requireCancelComment: true });
	const cancelled = (reason: string) => cancel(sql, { bookingId: mine.id, reason, actor: BY_LINK });
	expect(await cancelled('  ')).toMatchObject({ result: 'refused', reason: 'comment_required' });
	expect(await now()).toMatchObject({ status: 'confirmed' });
	expect(await cancelled('Ill')).toMatchObject({ result: 'cancelled' });
});
