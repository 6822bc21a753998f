import { z } from 'zod';
import { planRemindersOf } from '../reminders/plan-customer.ts';
import type { Task } from './tasks.ts';

const payloadSchema = z.object({ customerId: z.int().positive() });

/** Plans the reminders of a customer anew, who wants them or does not any more. */
export const planCustomerReminders: Task = {
	limit: 15_000,
	async run(payload, { sql }) {
		await planRemindersOf(sql, payloadSchema.parse(payload).customerId);
	}
};
