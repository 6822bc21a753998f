import { beforeEach, describe, expect, it } from 'vitest';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { planAllReminders, addPlanning } from '../../../src/lib/server/reminders/plan-all.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { clockAt, plannedReminders, reminderJobs } from '../../support/reminders.ts';
import { rowsRead } from '../../support/rows-read.ts';
import { openShop, type Shop } from '../../support/shop.ts';

const { sql, url } = await testDatabase();
const QUIETLY = { kind: 'system', notify: false } as const;
let shop: Shop;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
});

const remindAt = (minutes: string) => sql`
	insert into mail_settings (reminder_minutes)
	values (${minutes}::integer[])
	on conflict (id) do update
	set reminder_minutes = excluded.reminder_minutes
`;
const minutes = async () => (await plannedReminders(sql)).map(({ minutesBefore }) => minutesBefore);

describe('planning all reminders anew', () => {
	it('replaces what is planned, and its jobs', async () => {
		await shop.booked(shop.at(4, 14));
		await shop.booked(shop.at(5, 14));
		await remindAt('{120,60}');
		await planAllReminders(sql);
		expect(await minutes()).toEqual([120, 60, 120, 60]);
		expect(await reminderJobs(sql)).toEqual(await plannedReminders(sql));
	});

	it('gives reminders to bookings that were made without', async () => {
		await shop.booked(shop.at(4, 14));
		await sql`delete from reminder`;
		await sql`delete from graphile_worker._private_jobs`;
		await planAllReminders(sql);
		expect(await minutes()).toEqual([1440, 120]);
		expect(await reminderJobs(sql)).toEqual(await plannedReminders(sql));
	});

	it('writes nothing where all is as it should be, and leaves a late one to its job', async () => {
		await shop.booked(shop.at(4, 14));
		const rows = async () => ({
			reminders: await sql`select xmin::text, due_at from reminder order by due_at`,
			jobs: await sql`
				select xmin::text, key, run_at
				from graphile_worker._private_jobs
				where key like 'reminder:%'
				order by run_at
			`
		});
		const before = await rows();
		expect(before.jobs).toHaveLength(2);
		await planAllReminders(sql);
		expect(await rows()).toEqual(before);
		// No worker ran when the first of them was due.
		const late = clockAt(url, shop.at(4, 14) - 23 * 3_600_000);
		await planAllReminders(late);
		await late.end();
		expect(await rows()).toEqual(before);
	});

	it('reaches all of many, while they move', async () => {
		const hours = [9, 10, 11, 12, 13, 14, 15, 16];
		const days = Array.from({ length: 9 }, (_, n) => n + 3);
		const bookings = [];
		for (const day of days)
			for (const hour of hours) bookings.push(await shop.booked(shop.at(day, hour)));
		await remindAt('{180}');
		const moves = (async () => {
			for (const { id, startsAt } of bookings.filter((_, n) => n % 3 === 0)) {
				const fieldworkerId = shop.fieldworkerIds[1]!;
				await move(sql, {
					...{ bookingId: id, startsAt, fieldworkerId, reason: '', actor: QUIETLY }
				});
			}
		})();
		await Promise.all([planAllReminders(sql), planAllReminders(sql), moves]);
		expect(await minutes()).toEqual(bookings.map(() => 180));
		expect(await reminderJobs(sql)).toEqual(await plannedReminders(sql));
	});

	it('waits once, however often it is asked for', async () => {
		await addPlanning(sql);
		await addPlanning(sql);
		const jobs = await sql`
			select key
			from graphile_worker.jobs
			where task_identifier = 'plan_reminders'
		`;
		expect(jobs).toEqual([{ key: 'plan_reminders' }]);
	});

	it('does not read what is over', async () => {
		await shop.booked(shop.at(4, 14));
		await sql`
			insert into booking (customer_id, service_id, fieldworker_id, starts_at, ends_at, status, buffer_before_minutes, buffer_after_minutes)
			select
				customer_id, service_id, fieldworker_id, t, t + interval '1 hour', status, 0, 0
			from booking, generate_series(
				reslot_clock() - interval '400 days', reslot_clock() - interval '1 day', interval '3 hours'
			) t
		`;
		await sql`analyze booking`;
		const { booking } = await rowsRead(sql, (tx) => planAllReminders(tx as never));
		expect(booking).toBeLessThan(30);
	});
});
