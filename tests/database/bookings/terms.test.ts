import { beforeEach, describe, expect, it } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { findBooking, type Booking } from '../../../src/lib/server/bookings/find.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { readStanding } from '../../../src/lib/server/bookings/standing.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { BY_LINK, openShop, type Shop } from '../../support/shop.ts';
import { en } from '../../../src/lib/words/en/index.ts';

const { sql } = await testDatabase();
const HOUR = 3_600_000;
let shop: Shop;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
});

const TERMS = { rescheduleNoticeHours: 10, cancelNoticeHours: 20, maxMoves: 1 };
/** The business changes its mind: nobody who is bound by this may do anything. */
const STRICTER = { rescheduleNoticeHours: 900, cancelNoticeHours: 900, maxMoves: 0 };

const moveTo = ({ id }: Booking, startsAt: number) =>
	move(sql, { bookingId: id, startsAt, reason: '', actor: BY_LINK });
const standingOf = async ({ id }: Booking) =>
	readStanding(sql, (await findBooking(sql, id))!, en.refusals);

describe('a booking that was made while its terms are kept', () => {
	let booking: Booking;
	beforeEach(async () => {
		await shop.setFlags({ ...TERMS, freezeTerms: true });
		booking = await shop.booked(shop.at(5, 9));
	});

	it('keeps its notice windows and number of moves when the flags change', async () => {
		await shop.setFlags(STRICTER);
		const standing = await standingOf(booking);
		expect(standing.reschedule).toEqual({ allowed: true, until: booking.startsAt - 10 * HOUR });
		expect(standing.cancel).toEqual({ allowed: true, until: booking.startsAt - 20 * HOUR });
		expect(await moveTo(booking, shop.at(6, 9))).toMatchObject({ result: 'moved' });
		expect(await moveTo(booking, shop.at(7, 9))).toMatchObject({ reason: 'max_moves' });
	});

	it('gets nothing easier either', async () => {
		await shop.setFlags({ rescheduleNoticeHours: 0, cancelNoticeHours: 0, maxMoves: null });
		const standing = await standingOf(booking);
		expect(standing.reschedule).toEqual({ allowed: true, until: booking.startsAt - 10 * HOUR });
		await moveTo(booking, shop.at(6, 9));
		expect(await moveTo(booking, shop.at(7, 9))).toMatchObject({ reason: 'max_moves' });
	});

	it('keeps them though keeping is turned off, and though it is moved', async () => {
		await shop.setFlags({ ...STRICTER, freezeTerms: false });
		await moveTo(booking, shop.at(6, 9));
		expect(await findBooking(sql, booking.id)).toMatchObject({ terms: TERMS });
		const { cancel: decision } = await standingOf(booking);
		expect(decision).toMatchObject({ allowed: true });
	});

	it('is bound by switches at once: off is off for everybody', async () => {
		await shop.setFlags({ allowReschedule: false, allowCancel: false, allowEditDetails: false });
		const standing = await standingOf(booking);
		expect(standing.reschedule).toMatchObject({ reason: 'reschedule_off' });
		expect(standing.cancel).toMatchObject({ reason: 'cancel_off' });
		expect(await moveTo(booking, shop.at(6, 9))).toMatchObject({ reason: 'reschedule_off' });
		expect(await cancel(sql, { bookingId: booking.id, reason: '', actor: BY_LINK })).toMatchObject({
			reason: 'cancel_off'
		});
		await shop.setFlags({ allowReschedule: true });
		expect((await standingOf(booking)).edit).toMatchObject({ reason: 'details_off' });
	});
});

it('a booking that was made while terms are not kept goes by the flags as they are', async () => {
	await shop.setFlags({ ...TERMS, freezeTerms: false });
	const booking = await shop.booked(shop.at(5, 9));
	expect(booking.terms).toBeNull();
	await shop.setFlags({ ...STRICTER, freezeTerms: true });
	expect(await moveTo(booking, shop.at(6, 9))).toMatchObject({ reason: 'max_moves' });
});

it('what is kept are the rules of the service, where it has its own', async () => {
	await shop.setFlags({ ...TERMS, freezeTerms: true });
	const own = { rescheduleNoticeHours: 3, maxMoves: null };
	await sql`update service set policy_overrides = ${sql.json(own)}`;
	const booking = await shop.booked(shop.at(5, 9));
	expect(booking.terms).toEqual({ ...TERMS, ...own });
	await sql`update service set policy_overrides = ${sql.json({ rescheduleNoticeHours: 900 })}`;
	expect(await moveTo(booking, shop.at(6, 9))).toMatchObject({ result: 'moved' });
});
