import type { Queryable, Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { holdReminderSettings } from './lock.ts';
import { planReminders } from './plan.ts';

/** Bookings that are locked at a time: nobody who moves one of them waits long. */
const BATCH = 50;

/**
 * Has the reminders of all upcoming bookings planned anew, in the transaction that changed what they are
 * planned by: the settings, the business's zone, a service's switch. Call it last there.
 */
export async function replanReminders(tx: Transaction): Promise<void> {
	await holdReminderSettings(tx);
	await addPlanning(tx);
}

/** Adds the job that plans all upcoming reminders; one that waits already does for both. */
export async function addPlanning(sql: Queryable): Promise<void> {
	await sql`select graphile_worker.add_job('plan_reminders', job_key => 'plan_reminders')`;
}

/**
 * Plans the reminders of all upcoming bookings, some at a time, each time in a transaction of its own.
 * Bookings may change meanwhile: whoever changes one plans for it. Safe to be cut off and done again.
 */
export async function planAllReminders(sql: Sql): Promise<void> {
	let last: Place | undefined;
	do {
		const batch = await nextBookings(sql, last);
		const ids = batch.map(({ id }) => id);
		if (ids.length > 0) await transaction(sql, (tx) => planLocked(tx, ids));
		last = batch.length < BATCH ? undefined : batch.at(-1);
	} while (last);
}

/** Plans the reminders of these bookings, and has them locked until the transaction ends. */
export async function planLocked(tx: Transaction, ids: readonly number[]): Promise<void> {
	await tx`
		select
		from booking
		where id = any(${ids as number[]}::bigint[])
		order by id
		for no key update
	`;
	await planReminders(tx, ids);
}

/** How far it has come, in the order of the bookings' times. */
type Place = { id: number; startsAt: number };

/** The upcoming bookings that come next after a place; without one, the first. */
async function nextBookings(sql: Sql, after?: Place): Promise<Place[]> {
	return sql<Place[]>`
		select id, starts_at as "startsAt"
		from booking
		where status = 'confirmed'
			and ${
				after
					? sql`(starts_at, id) > (${after.startsAt}::timestamptz, ${after.id})`
					: sql`starts_at > (select reslot_clock())`
			}
		order by starts_at, id
		limit ${BATCH}
	`;
}
