import { beforeEach, expect, test } from 'vitest';
import { startWorker } from '../../../src/lib/server/jobs/worker.ts';
import { bookingMails } from '../../../src/lib/server/mail/log.ts';
import { giveUpMail } from '../../../src/lib/server/mail/queue.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { workerParts } from '../../support/worker-parts.ts';

// A mail whose job will not run again, for whatever reason, must not look as if it were on its way.

const { sql, url } = await testDatabase();

let shop: Shop;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
});

/** A booking's mail and its job, left as they would be by what happened to them. */
async function leftBehind(state: string, job: 'waiting' | 'last attempt' | 'used up' | 'gone') {
	const booking = await shop.booked(shop.at(5, 9));
	await sql`update mail set state = ${state}, problem = 'Mailgun answered 503'`;
	if (job === 'used up' || job === 'last attempt') {
		await sql`update graphile_worker._private_jobs set attempts = max_attempts`;
	}
	if (job === 'last attempt') {
		await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'someone'`;
	}
	if (job === 'gone') await sql`delete from graphile_worker._private_jobs`;
	return async () => (await bookingMails(sql, booking.id))[0];
}

test.each([
	['queued', 'used up', 'Given up after many attempts. Mailgun answered 503'],
	['sending', 'used up', 'Given up; it may have arrived all the same. Mailgun answered 503'],
	['sending', 'gone', 'Given up; it may have arrived all the same. Mailgun answered 503']
] as const)(
	'a mail left %s with its job %s has failed and says so',
	async (state, job, problem) => {
		const mail = await leftBehind(state, job);
		expect(await giveUpMail(sql)).toBe(1);
		expect(await mail()).toMatchObject({
			state: 'failed',
			problem,
			settledAt: expect.any(Number)
		});
		expect(await giveUpMail(sql)).toBe(0);
	}
);

test.each([
	['queued', 'waiting'],
	['sending', 'waiting'],
	['sending', 'last attempt'],
	['sent', 'gone'],
	['kept', 'gone'],
	['superseded', 'gone']
] as const)('a mail that is %s with its job %s is let be', async (state, job) => {
	const mail = await leftBehind(state, job);
	expect(await giveUpMail(sql)).toBe(0);
	expect(await mail()).toMatchObject({ state });
});

test('a worker that dies in the last attempt leaves a failed mail, soon after another has started', async () => {
	const mail = await leftBehind('sending', 'last attempt');
	const tasks = { idle: { run: async () => {}, limit: 1_000 } };
	const worker = await startWorker({ ...workerParts({ sql, url }), tasks });
	await expect.poll(mail, { timeout: 40_000 }).toMatchObject({ state: 'failed' });
	await worker.stop();
});
