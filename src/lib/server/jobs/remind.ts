import { z } from 'zod';
import { remind as remindCustomer } from '../reminders/remind.ts';
import type { Task } from './tasks.ts';

const payloadSchema = z.object({ bookingId: z.int().positive() });

/** Sends the reminder of a booking that is due. */
export const remind: Task = {
	limit: 15_000,
	async run(payload, { sql }) {
		await remindCustomer(sql, payloadSchema.parse(payload).bookingId);
	}
};
