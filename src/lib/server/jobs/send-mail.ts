import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Sql } from '../database/connection.ts';
import { deliver } from '../mail/deliver.ts';
import { openMailgun, type Transport } from '../mail/mailgun.ts';
import { JOB_KEY } from '../mail/queue.ts';
import type { Task } from './tasks.ts';

const payloadSchema = z.object({ mailId: z.int().positive() });

/** Each configuration's Mailgun: one, so that what it asked of one job holds for all of them. */
const transports = new WeakMap<object, Transport>();

function transportOf({ mailgun }: Config): Transport | null {
	if (!mailgun) return null;
	const transport = transports.get(mailgun) ?? openMailgun(mailgun);
	transports.set(mailgun, transport);
	return transport;
}

/**
 * Sends one mail of the Email log, or keeps it there when no Mailgun key is set. While Mailgun wants
 * to be left alone (429, Retry-After) nothing is tried, and no attempt is used up.
 */
export const sendMail: Task = {
	// Two requests to Mailgun with their time-outs, the wait for the booking's other mails, and room.
	limit: 60_000,
	async run(payload, { config, sql }) {
		const { mailId } = payloadSchema.parse(payload);
		const transport = transportOf(config);
		const wait = (transport?.notBefore() ?? 0) - Date.now();
		if (wait > 0) return putOff(sql, mailId, wait);
		await deliver({ sql, transport, from: config.mailFrom, origin: config.origin }, mailId);
	}
};

/**
 * Has the mail tried in so many milliseconds, as often as it still could be. The queue lets go of the
 * running job and makes another; one that was replaced meanwhile has its successor already.
 */
async function putOff(sql: Sql, mailId: number, wait: number): Promise<void> {
	await sql`
		select graphile_worker.add_job(
			'send_mail',
			json_build_object('mailId', ${mailId}::bigint),
			run_at => now() + ${wait} * interval '1 millisecond',
			max_attempts => job.max_attempts - job.attempts + 1,
			job_key => job.key,
			priority => job.priority
		)
		from graphile_worker.jobs job
		where job.key = ${JOB_KEY + mailId}
	`;
}
