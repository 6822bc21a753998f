import { z } from 'zod';
import { deliver } from '../mail/deliver.ts';
import { openMailgun } from '../mail/mailgun.ts';
import type { Task } from './tasks.ts';

const payloadSchema = z.object({ mailId: z.int().positive() });

/** Sends one mail of the Email log, or keeps it there when no Mailgun key is set. */
export const sendMail: Task = {
	// Two requests to Mailgun with their time-outs, the wait for the booking's other mails, and room.
	limit: 60_000,
	async run(payload, { config, sql }) {
		const { mailId } = payloadSchema.parse(payload);
		const transport = config.mailgun && openMailgun(config.mailgun);
		await deliver({ sql, transport, from: config.mailFrom, origin: config.origin }, mailId);
	}
};
