import type { Sql, Transaction } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { planLocked } from './plan-all.ts';

/**
 * Has the reminders of a customer's upcoming bookings planned anew, in the transaction that changed
 * whether they want any. The planning is a job of its own: bookings are locked before their customer
 * everywhere. A booking that is just being made for them is there when we have the lock, or finds what
 * they want by then.
 */
export async function replanForCustomer(tx: Transaction, customerId: number): Promise<void> {
	await tx`select from customer where id = ${customerId} for update`;
	await tx`
		select graphile_worker.add_job(
			'plan_customer_reminders',
			json_build_object('customerId', ${customerId}::integer),
			job_key => concat('plan_customer_reminders:', ${customerId}::integer)
		)
	`;
}

/** Plans the reminders of a customer's upcoming bookings. Safe to be cut off and done again. */
export async function planRemindersOf(sql: Sql, customerId: number): Promise<void> {
	await transaction(sql, async (tx) => {
		const upcoming = await tx<{ id: number }[]>`
			select id
			from booking
			where customer_id = ${customerId}
				and status = 'confirmed'
				and starts_at > reslot_clock()
		`;
		await planLocked(
			tx,
			upcoming.map(({ id }) => id)
		);
	});
}
