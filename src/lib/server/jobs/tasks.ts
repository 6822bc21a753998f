import type { Runtime } from '../runtime.ts';
import { answerProof } from './answer-proof.ts';
import { planCustomerReminders } from './plan-customer-reminders.ts';
import { planReminders } from './plan-reminders.ts';
import { remind } from './remind.ts';
import { sendMail } from './send-mail.ts';

/** What a task gets beside its payload. */
type TaskContext = Pick<Runtime, 'config' | 'sql' | 'log'>;

export type Task = {
	/** Does the work; throws to have it tried again later. Parse the payload: it is from the database. */
	run(payload: unknown, context: TaskContext): Promise<void>;
	/** Milliseconds that one attempt may take. */
	limit: number;
};

/** The tasks by the name under which they are added to the queue. */
export const tasks: Record<string, Task> = {
	answer_proof: answerProof,
	send_mail: sendMail,
	remind,
	plan_reminders: planReminders,
	plan_customer_reminders: planCustomerReminders
};
