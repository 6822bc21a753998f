import { expect, test } from 'vitest';
import { pauseMail } from '../../../src/lib/server/mail/pause.ts';
import { testDatabase } from '../../support/database.ts';
import { openShop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';

const { sql } = await testDatabase();
const WAITING = 12_000;

test('thousands of mails that waited go on their way when mail is resumed', async () => {
	const shop = await openShop(sql);
	const by = await staffOf(sql).somebody('owner');
	const booking = await shop.booked(shop.at(5, 9));
	await pauseMail(sql, { scope: 'all', paused: true, by });
	await sql`delete from mail`;
	await sql`delete from graphile_worker._private_jobs`;
	await sql`
		insert into mail (booking_id, booking_version, kind, to_email, to_name, state)
		select ${booking.id}, 1, 'reminder', 'ada@example.com', 'Ada', 'paused'
		from generate_series(1, ${WAITING})
	`;
	expect(await pauseMail(sql, { scope: 'all', paused: false, by })).toEqual({
		result: 'resumed',
		released: WAITING
	});
	const [sent] = await sql`
		select
			count(*) as mails,
			count(*) filter (where mail.state = 'queued') as queued,
			count(distinct job.id) as jobs,
			count(distinct event.mail_id) as resumed
		from mail
		left join graphile_worker._private_jobs job
			on job.key = 'mail:' || mail.id
			and job.payload ->> 'mailId' = mail.id::text
			and job.max_attempts = 14
		left join mail_event event on event.mail_id = mail.id and event.kind = 'resumed'
	`;
	expect(sent).toEqual({ mails: WAITING, queued: WAITING, jobs: WAITING, resumed: WAITING });
});
