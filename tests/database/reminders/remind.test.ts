import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancel } from '../../../src/lib/server/bookings/cancel.ts';
import type { Booking } from '../../../src/lib/server/bookings/find.ts';
import { move } from '../../../src/lib/server/bookings/move.ts';
import type { Sql } from '../../../src/lib/server/database/connection.ts';
import { planAllReminders } from '../../../src/lib/server/reminders/plan-all.ts';
import { remind } from '../../../src/lib/server/reminders/remind.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { keepWaitingMail } from '../../support/mail.ts';
import { instantOf } from '../../../src/lib/scheduling/zoned-time.ts';
import { clockAt, plannedReminders, reminderJobs } from '../../support/reminders.ts';
import { openShop, ZONE, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
const HOUR = 3_600_000;
const MINUTE = 60_000;
const QUIETLY = { kind: 'system', notify: false } as const;
let shop: Shop;
let booking: Booking;
let open: Sql[];

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	booking = await shop.booked(shop.at(4, 14));
	open = [];
});
afterEach(async () => {
	for (const later of open) await later.end();
});

/** The database as it is so many hours before the start. */
function before(hours: number, startsAt = booking.startsAt): Sql {
	return clockAtInstant(startsAt - hours * HOUR + MINUTE);
}

function clockAtInstant(instant: number): Sql {
	const later = clockAt(url, instant);
	open.push(later);
	return later;
}

const reminders = () => sql<{ version: number; state: string }[]>`
	select booking_version as version, state
	from mail
	where kind = 'reminder'
	order by id
`;
const hoursLeft = async () =>
	(await plannedReminders(sql)).map(({ minutesBefore }) => minutesBefore / 60);

describe('a reminder that is due', () => {
	it('is queued once, however often its job runs', async () => {
		const dayBefore = before(24);
		await Promise.all([1, 2, 3].map(() => remind(dayBefore, booking.id)));
		expect(await reminders()).toEqual([{ version: 1, state: 'queued' }]);
		expect(await hoursLeft()).toEqual([2]);
		await remind(before(2), booking.id);
		expect(await reminders()).toHaveLength(2);
		expect(await hoursLeft()).toEqual([]);
	});

	it('is not due before its time', async () => {
		await remind(before(25), booking.id);
		expect(await reminders()).toEqual([]);
		expect(await hoursLeft()).toEqual([24, 2]);
	});

	it('goes out late where no worker ran, within reason', async () => {
		await remind(before(20), booking.id);
		expect(await reminders()).toHaveLength(1);
		expect(await hoursLeft()).toEqual([2]);
	});

	it('waits for the end of quiet hours where it comes late', async () => {
		await sql`
			insert into mail_settings (reminder_minutes)
			values (array[2880])
		`;
		await planAllReminders(sql);
		await remind(before(37), booking.id);
		expect(await reminders()).toEqual([]);
		expect(await hoursLeft()).toEqual([48]);
		const seven = instantOf(ZONE, shop.date(3), 7 * 60);
		expect((await reminderJobs(sql)).map(({ dueAt }) => dueAt)).toEqual([seven]);
		await remind(clockAtInstant(seven + MINUTE), booking.id);
		expect(await reminders()).toHaveLength(1);
		expect(await plannedReminders(sql)).toEqual([]);
	});

	it('is dropped at night where it would be too late by the morning', async () => {
		await remind(before(13), booking.id);
		expect(await reminders()).toEqual([]);
		expect(await hoursLeft()).toEqual([2]);
	});

	it('is dropped where more than half of its time has passed', async () => {
		await remind(before(11), booking.id);
		expect(await reminders()).toEqual([]);
		expect(await hoursLeft()).toEqual([2]);
	});

	it('is left out where one nearer to the start is due as well', async () => {
		const afterDays = before(1.5);
		await Promise.all([1, 2].map(() => remind(afterDays, booking.id)));
		expect(await reminders()).toHaveLength(1);
		expect(await hoursLeft()).toEqual([]);
	});

	it('never goes out once the appointment has begun', async () => {
		await remind(before(-0.1), booking.id);
		expect(await reminders()).toEqual([]);
		expect(await hoursLeft()).toEqual([]);
	});

	it('is of nobody who has cancelled', async () => {
		await cancel(sql, { bookingId: booking.id, reason: '', actor: QUIETLY });
		await remind(before(24), booking.id);
		expect(await reminders()).toEqual([]);
	});

	it('heeds a switch and a schedule that have just been changed', async () => {
		await sql`update service set reminders = false`;
		await remind(before(24), booking.id);
		expect(await hoursLeft()).toEqual([]);
		await sql`update service set reminders = true`;
		await sql`
			insert into mail_settings (reminder_minutes)
			values ('{60}')
		`;
		await remind(before(24), booking.id);
		expect(await reminders()).toEqual([]);
		expect(await hoursLeft()).toEqual([1]);
	});

	it('that was queued for a time which it no longer is goes to nobody', async () => {
		await remind(before(24), booking.id);
		const to = { startsAt: shop.at(8, 9), reason: '', actor: QUIETLY };
		await move(sql, { bookingId: booking.id, ...to });
		await keepWaitingMail(sql);
		expect(await reminders()).toEqual([{ version: 1, state: 'superseded' }]);
	});

	it('tells of the links while they are allowed, and not after', async () => {
		await shop.setFlags({ rescheduleNoticeHours: 4, cancelNoticeHours: 4 });
		await remind(before(24), booking.id);
		await keepWaitingMail(before(23.9));
		const bodies = () => sql<{ body: string }[]>`
			select body
			from mail
			where kind = 'reminder'
			order by id
		`;
		await remind(before(2), booking.id);
		await keepWaitingMail(before(1.9));
		const [early, late] = await bodies();
		expect(early!.body).toContain('Reschedule or change booking details');
		expect(early!.body).toContain('/cancellation');
		expect(late!.body).not.toContain('/b/');
	});
});

it('a customer is never reminded of a time that the booking does not have, however both are timed', async () => {
	const dayBefore = before(24);
	const times = [booking.startsAt + 1 * HOUR, booking.startsAt + 2 * HOUR, booking.startsAt];
	for (let round = 0; round < 12; round++) {
		const startsAt = times[round % 3]!;
		await Promise.all([
			remind(dayBefore, booking.id),
			move(dayBefore, { bookingId: booking.id, startsAt, reason: '', actor: QUIETLY }),
			remind(dayBefore, booking.id),
			keepWaitingMail(dayBefore)
		]);
	}
	await keepWaitingMail(dayBefore);
	// Each was queued with the version of its moment; which of them is stale when it is sent is dropped.
	const wrong = await sql`
		select
		from mail
		join booking_change c
			on c.booking_id = mail.booking_id
			and c.version > mail.booking_version
			and c.at < mail.created_at
		where mail.kind = 'reminder'
	`;
	expect(wrong).toEqual([]);
	const [present] = await sql<{ startsAt: number }[]>`
		select starts_at as "startsAt"
		from booking
	`;
	for (const { minutesBefore, dueAt } of await plannedReminders(sql)) {
		expect(dueAt).toBe(present!.startsAt - minutesBefore * MINUTE);
	}
});
