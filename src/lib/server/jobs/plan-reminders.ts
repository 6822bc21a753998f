import { planAllReminders } from '../reminders/plan-all.ts';
import type { Task } from './tasks.ts';

/** Plans the reminders of all upcoming bookings anew. */
export const planReminders: Task = {
	// Some hundred thousand bookings; cut off, it begins again and finds most of them as they should be.
	limit: 600_000,
	run: (_, { sql }) => planAllReminders(sql)
};
