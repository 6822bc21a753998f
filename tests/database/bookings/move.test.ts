import { beforeEach, describe, expect, it } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { findBooking } from '../../../src/lib/server/bookings/find.ts';
import { readHistory } from '../../../src/lib/server/bookings/history.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { connect } from '../../../src/lib/server/database/connection.ts';
import { issueLink, openLink } from '../../../src/lib/server/links/manage-link.ts';
import { testDatabase } from '../../support/database.ts';
import { keepWaitingMail } from '../../support/mail.ts';
import { BY_LINK, countOverlaps, openShop, type Shop } from '../../support/shop.ts';
import { emptyDatabase } from '../../support/empty.ts';

const { sql, url } = await testDatabase();
let shop: Shop;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
});

const byLink = (bookingId: number, startsAt: number, expectedVersion?: number) =>
	move(sql, { bookingId, startsAt, expectedVersion, reason: 'Away', actor: BY_LINK });

describe('a customer moves a booking', () => {
	it('keeps id, link and calendar UID, frees the old time and takes the new one (R2)', async () => {
		const before = await shop.booked(shop.at(3, 9));
		const secret = await issueLink(sql, before.id);
		const result = await byLink(before.id, shop.at(4, 11), before.version);

		expect(result).toMatchObject({ result: 'moved', booking: { id: before.id, version: 2 } });
		const after = (await findBooking(sql, before.id))!;
		expect(after.startsAt).toBe(shop.at(4, 11));
		expect(after.endsAt - after.startsAt).toBe(before.endsAt - before.startsAt);
		expect(after.calendarUid).toBe(before.calendarUid);
		expect(await openLink(sql, secret)).toBe(before.id);
		const taken = await sql`select starts_at as "startsAt" from occupancy`;
		expect(taken.map((row) => row.startsAt)).toEqual([shop.at(4, 11)]);
		expect(await shop.booked(shop.at(3, 9))).toMatchObject({ version: 1 });
	});

	it('writes who, when, old, new and why into the history', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		await byLink(booking.id, shop.at(4, 11));

		const [moved, bookedRow] = await readHistory(sql, booking.id);
		expect(moved).toMatchObject({
			version: 2,
			action: 'moved',
			actor: 'customer',
			channel: 'email_link',
			reason: 'Away',
			oldStartsAt: shop.at(3, 9),
			newStartsAt: shop.at(4, 11),
			oldFieldworkerName: 'Worker 1',
			newFieldworkerName: 'Worker 1'
		});
		expect(bookedRow).toMatchObject({ version: 1, action: 'booked', oldStartsAt: null });
	});

	it('queues one mail of the new version, and its job, in the same transaction', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		await byLink(booking.id, shop.at(4, 11));

		const mails = await sql`
			select m.kind, m.booking_version as version, j.key
			from mail m
			join graphile_worker.jobs j on j.key = 'mail:' || m.id
			order by m.id
		`;
		expect(mails.map(({ kind, version }) => [kind, version])).toEqual([
			['confirmation', 1],
			['rescheduled', 2]
		]);
	});

	it('changes nothing at all when any part of it fails', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		const state = () => sql`
			select b.version, b.starts_at, o.starts_at as taken, f.occupancy_version,
				(select count(*) from booking_change) as changes,
				(select count(*) from mail) as mails
			from booking b, occupancy o, fieldworker f
			where f.id = b.fieldworker_id
		`;
		const before = await state();
		await sql`alter table mail add constraint mail_is_broken check (kind <> 'rescheduled')`;
		await expect(byLink(booking.id, shop.at(4, 11))).rejects.toThrow(/mail_is_broken/);
		await sql`alter table mail drop constraint mail_is_broken`;
		expect(await state()).toEqual(before);
	});

	it('moves once when the form is sent twice', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		const twice = [byLink(booking.id, shop.at(4, 11), 1), byLink(booking.id, shop.at(4, 11), 1)];
		expect((await Promise.all(twice)).map(({ result }) => result)).toEqual(['moved', 'moved']);
		expect(await readHistory(sql, booking.id)).toHaveLength(2);
	});
});

describe('a move is refused', () => {
	it('where somebody else has the time, and offers the nearest that are free (R9)', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		await shop.booked(shop.at(4, 11));
		const result = await byLink(booking.id, shop.at(4, 11));

		expect(result).toMatchObject({ result: 'taken' });
		const hours = [9, 9.5, 10, 12, 12.5].map((hour) => shop.at(4, hour));
		expect(result).toHaveProperty('nearest', hours);
		expect(await findBooking(sql, booking.id)).toMatchObject({ version: 1 });
		expect(await countOverlaps(sql)).toBe(0);
	});

	it('when the business has turned rescheduling off, whatever the page showed (R3)', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		await shop.setFlags({ allowReschedule: false });
		expect(await byLink(booking.id, shop.at(4, 11))).toMatchObject({
			result: 'refused',
			reason: 'reschedule_off'
		});
	});

	it('inside the notice window, in the business’s own words and with its end', async () => {
		await shop.setFlags({ rescheduleNoticeHours: 100, tooLateWords: 'Ring us, please.' });
		const booking = await shop.booked(shop.at(3, 9));
		expect(await byLink(booking.id, shop.at(6, 11))).toEqual({
			result: 'refused',
			reason: 'too_late',
			words: 'Ring us, please.',
			until: booking.startsAt - 100 * 3_600_000
		});
	});

	it('when the cut-off passes while the page is open, by the database’s clock', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		// In two days the booking is 8 to 34 hours away, whatever time it is now.
		await shop.setFlags({ rescheduleNoticeHours: 36 });
		const later = connect(url, { connection: { 'reslot.clock_offset': '2 days' } });
		const wish = { bookingId: booking.id, startsAt: shop.at(6, 11), reason: '', actor: BY_LINK };
		expect(await move(later, wish)).toMatchObject({ result: 'refused', reason: 'too_late' });
		await later.end();
	});

	it('after as many moves as the business allows; its own are not counted', async () => {
		await shop.setFlags({ maxMoves: 1 });
		const booking = await shop.booked(shop.at(3, 9));
		const staff = { kind: 'system', notify: false } as const;
		const startsAt = shop.at(3, 14);
		await move(sql, { bookingId: booking.id, startsAt, reason: '', actor: staff });
		expect(await byLink(booking.id, shop.at(4, 9))).toMatchObject({ result: 'moved' });
		expect(await byLink(booking.id, shop.at(5, 9))).toMatchObject({ reason: 'max_moves' });
	});

	it.each([
		['outside working hours', 4, 20, 'not_offered'],
		['between the offered times', 4, 9.1, 'not_offered'],
		['so late in the day that it would not fit', 4, 17.5, 'not_offered'],
		['in the past', -2, 9, 'too_soon'],
		['further ahead than the business plans', 90, 9, 'too_far'],
		['to the time that it has', 3, 9, 'same_time']
	])('%s', async (_, days, hour, reason) => {
		const booking = await shop.booked(shop.at(3, 9));
		const startsAt = Math.round(shop.at(days, hour) / 60_000) * 60_000;
		expect(await byLink(booking.id, startsAt)).toMatchObject({ result: 'refused', reason });
	});

	it('when the booking has changed since the page was made, with what it is now', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		await byLink(booking.id, shop.at(4, 9), 1);
		expect(await byLink(booking.id, shop.at(5, 9), 1)).toMatchObject({
			result: 'changed',
			booking: { version: 2, startsAt: shop.at(4, 9) }
		});
	});

	it('when it is cancelled, and when there is no such booking', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		await cancel(sql, { bookingId: booking.id, reason: '', actor: BY_LINK });
		expect(await byLink(booking.id, shop.at(4, 9))).toMatchObject({ reason: 'cancelled' });
		// Also from a page that was made before: trying again would lead nowhere.
		expect(await byLink(booking.id, shop.at(4, 9), 1)).toMatchObject({ reason: 'cancelled' });
		expect(await byLink(999_999, shop.at(4, 9))).toEqual({ result: 'not_found' });
	});
});

describe('staff move a booking', () => {
	const staff = { kind: 'system', notify: false } as const;

	it('to any free time and to another fieldworker, whatever customers may do (R12)', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		await shop.setFlags({ allowReschedule: false });
		const [, other] = shop.fieldworkerIds;
		const result = await move(sql, {
			bookingId: booking.id,
			startsAt: shop.at(4, 20),
			fieldworkerId: other,
			reason: 'Van broke down',
			actor: staff
		});
		expect(result).toMatchObject({ result: 'moved', booking: { fieldworker: { id: other } } });
	});

	it('but not onto a taken one, and a mail that still waits tells of the new time', async () => {
		const booking = await shop.booked(shop.at(3, 9));
		await shop.booked(shop.at(4, 9));
		const onto = (startsAt: number) =>
			move(sql, { bookingId: booking.id, startsAt, reason: '', actor: staff });
		expect(await onto(shop.at(4, 9.5))).toMatchObject({ result: 'taken' });
		expect(await onto(shop.at(4, 10))).toMatchObject({ result: 'moved' });
		expect((await keepWaitingMail(sql))[0]).toEqual({
			kind: 'confirmation',
			version: 2,
			state: 'kept'
		});
	});
});
