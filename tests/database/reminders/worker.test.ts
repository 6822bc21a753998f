import { beforeEach, expect, test } from 'vitest';
import { move } from '../../../src/lib/server/bookings/move.ts';
import { tasks } from '../../../src/lib/server/jobs/tasks.ts';
import { startWorker } from '../../../src/lib/server/jobs/worker.ts';
import { addPlanning } from '../../../src/lib/server/reminders/plan-all.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { eventually } from '../../support/eventually.ts';
import { clockAt, plannedReminders, reminderJobs } from '../../support/reminders.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { workerParts } from '../../support/worker-parts.ts';

const { sql, url } = await testDatabase();
const MINUTE = 60_000;
let shop: Shop;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	await sql`
		insert into mail_settings (reminder_minutes, quiet_from_minute, quiet_until_minute)
		values ('{15}', null, null)
	`;
});

/**
 * A booking whose reminder is due in so many milliseconds, or was due before. It was planned when that
 * was to come: by a clock that is behind.
 */
async function remindedIn(milliseconds: number): Promise<number> {
	const { id } = await shop.booked(shop.at(4, 14));
	const dueAt = Date.now() + milliseconds;
	const earlier = clockAt(url, dueAt - MINUTE);
	const actor = { kind: 'system', notify: false } as const;
	const wish = { bookingId: id, startsAt: dueAt + 15 * MINUTE, reason: '', actor };
	const moved = await move(earlier, wish);
	await earlier.end();
	if (moved.result !== 'moved') throw new Error(moved.result);
	return id;
}

const reminders = () => sql<{ bookingId: number; state: string }[]>`
	select booking_id as "bookingId", state
	from mail
	where kind = 'reminder'
`;

test('the worker reminds when it is time', async () => {
	const worker = await startWorker({ ...workerParts({ sql, url }), tasks });
	try {
		const bookingId = await remindedIn(2_000);
		const kept = (found: { state: string }[]) => found.some(({ state }) => state === 'kept');
		expect(await eventually(reminders, kept)).toEqual([{ bookingId, state: 'kept' }]);
		expect(await plannedReminders(sql)).toEqual([]);
	} finally {
		await worker.stop();
	}
});

test('a worker that was away reminds late, and planning all at its start does not lose that', async () => {
	const bookingId = await remindedIn(-MINUTE);
	await addPlanning(sql);
	const worker = await startWorker({ ...workerParts({ sql, url }), tasks });
	try {
		const done = () => sql`select from graphile_worker.jobs`;
		await eventually(done, (jobs) => jobs.length === 0);
		expect(await reminders()).toEqual([{ bookingId, state: 'kept' }]);
		expect(await reminderJobs(sql)).toEqual([]);
	} finally {
		await worker.stop();
	}
});
