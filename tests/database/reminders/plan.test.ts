import { Temporal } from 'temporal-polyfill';
import { beforeEach, describe, expect, it } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { reopen } from '../../../src/lib/server/bookings/reopen.ts';
import { dice } from '../../../src/lib/server/database/demo/random.ts';
import { eraseCustomer } from '../../../src/lib/server/people/erase.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { clockAt, plannedReminders, reminderJobs } from '../../support/reminders.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';

const { sql, url } = await testDatabase();
const HOUR = 3_600_000;
const MINUTE = 60_000;
const QUIETLY = { kind: 'system', notify: false } as const;
let shop: Shop;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
});

/** What is planned, and waits as a job, by hours before the start. */
async function planned(startsAt: number): Promise<number[]> {
	const reminders = await plannedReminders(sql);
	expect(await reminderJobs(sql)).toEqual(reminders);
	for (const { minutesBefore, dueAt } of reminders) {
		expect(dueAt).toBe(startsAt - minutesBefore * MINUTE);
	}
	return reminders.map(({ minutesBefore }) => minutesBefore / 60);
}

const moveTo = (bookingId: number, startsAt: number, by = sql) =>
	move(by, { bookingId, startsAt, reason: '', actor: QUIETLY });

describe('reminders', () => {
	it('are planned with the booking, a day and two hours before it', async () => {
		const { startsAt } = await shop.booked(shop.at(4, 14));
		expect(await planned(startsAt)).toEqual([24, 2]);
	});

	it('are not planned for a time that has passed', async () => {
		const { id } = await shop.booked(shop.at(4, 14));
		const late = clockAt(url, shop.at(5, 14) - 20 * HOUR);
		await moveTo(id, shop.at(5, 14), late);
		expect(await planned(shop.at(5, 14))).toEqual([2]);
		await late.end();
		const later = clockAt(url, shop.at(6, 14) - 1 * HOUR);
		await moveTo(id, shop.at(6, 14), later);
		expect(await planned(shop.at(6, 14))).toEqual([]);
		await later.end();
	});

	it('follow a move, also one that nobody is told of', async () => {
		const { id } = await shop.booked(shop.at(4, 14));
		await moveTo(id, shop.at(5, 10));
		expect(await planned(shop.at(5, 10))).toEqual([24, 2]);
	});

	it('end with a cancellation, and come back when it is taken back', async () => {
		const { id, startsAt } = await shop.booked(shop.at(4, 14));
		await cancel(sql, { bookingId: id, reason: '', actor: QUIETLY });
		expect(await planned(startsAt)).toEqual([]);
		await reopen(sql, { bookingId: id, reason: '', actor: QUIETLY });
		expect(await planned(startsAt)).toEqual([24, 2]);
	});

	it('end with the customer being erased', async () => {
		const { customer } = await shop.booked(shop.at(4, 14));
		const by = await staffOf(sql).somebody('owner');
		const wish = { id: customer.id, typedName: customer.name, upcoming: 1, by };
		expect(await eraseCustomer(sql, wish)).toMatchObject({ result: 'erased' });
		expect(await plannedReminders(sql)).toEqual([]);
		expect(await reminderJobs(sql)).toEqual([]);
	});

	it('are none where the service has none', async () => {
		await sql`update service set reminders = false`;
		const { startsAt } = await shop.booked(shop.at(4, 14));
		expect(await planned(startsAt)).toEqual([]);
	});

	it('are undone with a move that is refused', async () => {
		const { id, startsAt } = await shop.booked(shop.at(4, 14));
		await shop.booked(shop.at(5, 10));
		expect(await moveTo(id, shop.at(5, 10))).toMatchObject({ result: 'taken' });
		expect((await plannedReminders(sql)).filter(({ bookingId }) => bookingId === id)).toEqual([
			{ bookingId: id, minutesBefore: 1440, dueAt: startsAt - 24 * HOUR },
			{ bookingId: id, minutesBefore: 120, dueAt: startsAt - 2 * HOUR }
		]);
	});

	it.each([
		['America/New_York', ['10:00:00', '12:00:00']],
		['Australia/Lord_Howe', ['10:30:00', '11:30:00']]
	])(
		'are as many hours before a start on both days on which clocks change: %s',
		async (timeZone, clocks) => {
			const { id } = await shop.booked(shop.at(4, 14));
			await sql`update business set time_zone = ${timeZone}`;
			let at = Temporal.Now.zonedDateTimeISO(timeZone).add({ days: 3 });
			const shown = [];
			for (let change = 0; change < 2; change++) {
				at = at.getTimeZoneTransition('next')!;
				const start = at.withPlainTime('11:00');
				await moveTo(id, start.epochMilliseconds);
				expect(await planned(start.epochMilliseconds)).toEqual([24, 2]);
				const [dayBefore] = await plannedReminders(sql);
				const due = Temporal.Instant.fromEpochMilliseconds(dayBefore!.dueAt);
				shown.push(due.toZonedDateTimeISO(timeZone).toPlainTime().toString());
			}
			expect(shown.sort()).toEqual(clocks);
		}
	);

	it('are of no time but the present one after two hundred moves at once', async () => {
		const bookings = await Promise.all(
			[9, 11, 13, 15].map((hour) => shop.booked(shop.at(4, hour)))
		);
		const { between, pick } = dice(5);
		await Promise.all(
			[0, 1, 2, 3, 4].map(async () => {
				for (let n = 0; n < 40; n++) {
					const { id } = pick(bookings);
					const worker = pick(shop.fieldworkerIds);
					const startsAt = shop.at(between(2, 9), between(9, 16));
					await move(sql, {
						...{ bookingId: id, startsAt, fieldworkerId: worker, reason: '', actor: QUIETLY }
					});
				}
			})
		);
		const present = await sql<{ id: number; startsAt: number }[]>`
			select id, starts_at as "startsAt"
			from booking
			order by id
		`;
		const should = present.flatMap(({ id, startsAt }) =>
			[24, 2].map((hours) => ({
				bookingId: id,
				minutesBefore: hours * 60,
				dueAt: startsAt - hours * HOUR
			}))
		);
		expect(await plannedReminders(sql)).toEqual(should);
		expect(await reminderJobs(sql)).toEqual(should);
	});
});
