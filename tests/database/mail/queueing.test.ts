import { beforeEach, expect, test } from 'vitest';
import { transaction } from '../../../src/lib/server/database/transaction.ts';
import { queueMail } from '../../../src/lib/server/mail/queue.ts';
import { testDatabase } from '../../support/database.ts';
import { openPost } from '../../support/post.ts';
import type { Shop } from '../../support/shop.ts';

const database = await testDatabase();
const { sql } = database;
const post = await openPost(database);

let shop: Shop;
beforeEach(async () => {
	shop = await post.begin();
});

test('a mail and its job come and go with the transaction', async () => {
	const { booking } = await post.booked(shop);
	const count = async () => {
		const [row] = await sql<{ mails: number; jobs: number }[]>`
			select
				(select count(*) from mail) as mails,
				(select count(*) from graphile_worker.jobs where task_identifier = 'send_mail') as jobs
		`;
		return row;
	};
	expect(await count()).toEqual({ mails: 1, jobs: 1 });
	await transaction(sql, async (tx, rollback) => {
		await queueMail(tx, { bookingId: booking.id, version: 2, kind: 'rescheduled' });
		rollback(undefined);
	});
	expect(await count()).toEqual({ mails: 1, jobs: 1 });
});
