import { awake } from './pages.ts';
import { expect, test } from './reslot.ts';

test('a mail that Mailgun would not take is sent in the end, and its page tells of every attempt', async ({
	page,
	shop,
	mailgun,
	signIn
}) => {
	const { sql } = shop;
	/** What happened to the mail so far; what waits to be tried again is due now. */
	const happened = async () => {
		await sql`
			update graphile_worker._private_jobs
			set run_at = now()
			where key like 'mail:%'
				and locked_at is null
				and run_at > now()
		`;
		const events = await sql<{ kind: string }[]>`select kind from mail_event order by id`;
		return events.map(({ kind }) => kind);
	};
	const refusals = ['attempted', 'not_sent', 'attempted', 'not_sent'];
	mailgun.fail({ kind: 'status', status: 429, retryAfter: 1 }, { kind: 'status', status: 500 });
	await shop.booked(shop.at(4, 9));
	await expect.poll(happened, { timeout: 40_000 }).toEqual(refusals);
	// After a 500 it is asked later whether the mail was taken all the same: as if that were now.
	await sql`update mail set attempted_at = attempted_at - interval '3 minutes'`;
	const all = [...refusals, 'attempted', 'accepted'];
	await expect.poll(happened, { timeout: 40_000 }).toEqual(all);
	expect(mailgun.messages.map(({ to }) => to)).toEqual(['"Customer 1" <customer1@example.com>']);

	const [mail] = await sql<{ id: number }[]>`select id from mail`;
	await signIn(page);
	await page.goto(`/admin/emails/${mail!.id}`);
	await awake(page);
	await expect(page.getByRole('main').getByRole('listitem')).toHaveText([
		/Asked for/,
		/^\s*Written\s/,
		/Could not be sent; it is tried again.*Mailgun answered 429/,
		/^\s*Written\s/,
		/Could not be sent; it is tried again.*Mailgun answered 500/,
		/Written and handed over/,
		/Mailgun took it/
	]);
});
