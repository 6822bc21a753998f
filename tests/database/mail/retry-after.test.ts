import { beforeEach, expect, test } from 'vitest';
import { sendMail } from '../../../src/lib/server/jobs/send-mail.ts';
import { startWorker } from '../../../src/lib/server/jobs/worker.ts';
import { testDatabase } from '../../support/database.ts';
import { openPost } from '../../support/post.ts';
import type { Shop } from '../../support/shop.ts';
import { workerParts } from '../../support/worker-parts.ts';

const database = await testDatabase();
const { sql } = database;
const post = await openPost(database);
const { mailgun } = post;

/** Each has a Mailgun of its own, which remembers until when it shall be left alone. */
const parts = () =>
	workerParts(database, {
		MAILGUN_API_KEY: 'key-test',
		MAILGUN_DOMAIN: 'mg.test',
		MAILGUN_URL: mailgun.url
	});

let shop: Shop;
beforeEach(async () => {
	shop = await post.begin();
});

test('while Mailgun wants to be left alone nothing is tried, and no attempt is used up', async () => {
	const first = await post.booked(shop, 9);
	const second = await post.booked(shop, 11);
	await sql`
		update graphile_worker._private_jobs set attempts = 3, priority = -1 where key like 'mail:%'
	`;
	const context = parts();
	mailgun.fail({ kind: 'status', status: 429, retryAfter: 600 });
	await expect(sendMail.run({ mailId: first.mailId }, context)).rejects.toThrow('not sent');
	const { attempts } = mailgun;
	for (const { mailId } of [first, second]) await sendMail.run({ mailId }, context);
	expect(mailgun.attempts).toBe(attempts);
	expect(await post.logged(second.mailId)).toMatchObject({ state: 'queued', attempts: 0 });
	const jobs = await sql`
		select attempts, max_attempts as most, priority, run_at > now() + interval '9 minutes' as "isLater"
		from graphile_worker.jobs
		where key like 'mail:%'
	`;
	// The third attempt of fourteen is not one, and what somebody waits for goes first all the same.
	const put = { attempts: 0, most: 12, priority: -1, isLater: true };
	expect(jobs).toEqual([put, put]);
});

test('a worker sends what it put off, once Mailgun can be asked again', async () => {
	const bookings = [await post.booked(shop, 9), await post.booked(shop, 11)];
	mailgun.fail({ kind: 'status', status: 429, retryAfter: 1 });
	const context = parts();
	const worker = await startWorker({ ...context, tasks: { send_mail: sendMail } });
	const states = () => Promise.all(bookings.map(({ mailId }) => post.logged(mailId)));
	await expect
		.poll(async () => (await states()).map(({ state }) => state), { timeout: 40_000 })
		.toEqual(['sent', 'sent']);
	await worker.stop();
	expect(mailgun.messages).toHaveLength(2);
});
