import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import type { Sql } from '../../../src/lib/server/database/connection.ts';
import { planAllReminders } from '../../../src/lib/server/reminders/plan-all.ts';
import { remind } from '../../../src/lib/server/reminders/remind.ts';
import type { QuietHours } from '../../../src/lib/scheduling/reminders.ts';
import { changeReminders } from '../../../src/lib/server/settings/change-reminders.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { clockAt, plannedReminders, reminderJobs } from '../../support/reminders.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';

// What customers were reminded of, when the schedule changes after that.

const { sql, url } = await testDatabase();
const HOUR = 3_600_000;
const MINUTE = 60_000;
const QUIETLY = { kind: 'system', notify: false } as const;
const NIGHT = { fromMinute: 21 * 60, untilMinute: 7 * 60 };
let shop: Shop;
let booking: Booking;
let open: Sql[];

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	open = [];
});
afterEach(async () => {
	for (const later of open) await later.end();
});

/** The database as it is at this instant. */
function at(instant: number): Sql {
	const then = clockAt(url, instant);
	open.push(then);
	return then;
}

/** Changes when customers are reminded (hours before the start) and what is planned by it. */
async function schedule(then: Sql, hours: number[], quietHours: QuietHours | null = null) {
	const settings = {
		reminderMinutes: hours.map((hour) => hour * 60),
		quietHours,
		serviceIds: [shop.serviceId]
	};
	await changeReminders(then, { settings, by: await staffOf(sql).somebody('owner') });
	await planAllReminders(then);
}

/** Reminds when the first reminder is due; the database a minute later. */
async function remindFirst(): Promise<Sql> {
	const [first] = await plannedReminders(sql);
	const then = at(first!.dueAt + MINUTE);
	await remind(then, booking.id);
	// Its job has done its work.
	await sql`delete from graphile_worker._private_jobs where run_at = ${first!.dueAt}`;
	expect(await sql`select from mail where kind = 'reminder'`).toHaveLength(1);
	return then;
}

const moveTo = (then: Sql, startsAt: number) =>
	move(then, { bookingId: booking.id, startsAt, reason: '', actor: QUIETLY });

/** The reminders that are to come, in hours before the start; each has its job. */
async function toCome(): Promise<number[]> {
	const planned = await plannedReminders(sql);
	expect(await reminderJobs(sql)).toEqual(planned);
	return planned.map(({ minutesBefore }) => minutesBefore / 60);
}

describe('a customer who was reminded in the evening for the night', () => {
	beforeEach(async () => {
		await schedule(sql, [3, 2], NIGHT);
		booking = await shop.booked(shop.at(5, 8));
	});

	it('is not reminded again at night when there are no quiet hours any more', async () => {
		await schedule(await remindFirst(), [3, 2]);
		expect(await toCome()).toEqual([]);
	});

	it('is reminded when the booking has another time', async () => {
		await moveTo(await remindFirst(), shop.at(7, 14));
		expect(await toCome()).toEqual([3, 2]);
	});

	it('is not reminded again of the time that the booking has again', async () => {
		const then = await remindFirst();
		await moveTo(then, shop.at(7, 14));
		await schedule(then, [3, 2]);
		await moveTo(then, booking.startsAt);
		expect(await toCome()).toEqual([]);
	});
});

describe('a customer who was reminded a day before', () => {
	beforeEach(async () => {
		await schedule(sql, [24, 2]);
		booking = await shop.booked(shop.at(5, 14));
	});

	it('is not reminded half an hour later, as that is the schedule now', async () => {
		await schedule(await remindFirst(), [23.5, 2]);
		expect(await toCome()).toEqual([2]);
	});

	it('is reminded at what is new in the schedule much later', async () => {
		await schedule(await remindFirst(), [24, 4, 2]);
		expect(await toCome()).toEqual([4, 2]);
	});
});

it('reminders that follow closely go out as they were planned', async () => {
	await schedule(sql, [2, 1.5]);
	booking = await shop.booked(shop.at(5, 14));
	const then = await remindFirst();
	await planAllReminders(then);
	expect(await toCome()).toEqual([1.5]);
	await remind(at(booking.startsAt - 1.5 * HOUR + MINUTE), booking.id);
	expect(await sql`select from mail where kind = 'reminder'`).toHaveLength(2);
});
