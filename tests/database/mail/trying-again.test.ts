import { beforeEach, expect, test } from 'vitest';
import { readKeyTrouble } from '../../../src/lib/server/mail/key-trouble.ts';
import { bookingMails, listMails } from '../../../src/lib/server/mail/log.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';

const { sql } = await testDatabase();

let shop: Shop;
let bookingId: number;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	({ id: bookingId } = await shop.booked(shop.at(5, 9)));
});

const refuse = (problem: string) => sql`
	update mail
	set problem = ${problem}, attempted_at = reslot_clock(), attempts = 1
	where booking_id = ${bookingId}
`;
const ofList = async (filter: object) =>
	(await listMails(sql, { page: 1, pageSize: 20, ...filter })).mails;

test('a mail whose last attempt failed says when the next one is, and is found by that', async () => {
	expect((await bookingMails(sql, bookingId))[0]).toMatchObject({ problem: null, retryAt: null });
	expect(await ofList({ retrying: true })).toEqual([]);
	await refuse('Mailgun answered 500');
	const [job] = await sql<{ at: number }[]>`
		update graphile_worker._private_jobs
		set run_at = now() + interval '1 hour'
		where key like 'mail:%'
		returning run_at as at
	`;
	expect((await ofList({ retrying: true })).map(({ retryAt }) => retryAt)).toEqual([job!.at]);
	await sql`update mail set state = 'failed'`;
	expect((await bookingMails(sql, bookingId))[0]).toMatchObject({ retryAt: null });
	expect(await ofList({ retrying: true })).toEqual([]);
});

test('that Mailgun does not take the key is known until a mail leaves', async () => {
	expect(await readKeyTrouble(sql)).toBeNull();
	await refuse('Mailgun answered 500 (Server Error)');
	expect(await readKeyTrouble(sql)).toBeNull();
	await refuse('Mailgun answered 401 (Unauthorized: Forbidden)');
	expect(await readKeyTrouble(sql)).toBe(401);
	const other = await shop.booked(shop.at(5, 11));
	await sql`
		update mail
		set state = 'sent', attempted_at = reslot_clock() + interval '1 second'
		where booking_id = ${other.id}
	`;
	expect(await readKeyTrouble(sql)).toBeNull();
	await refuse('Mailgun answered 403 (Forbidden)');
	await sql`update mail set attempted_at = attempted_at - interval '1 minute' where state = 'sent'`;
	expect(await readKeyTrouble(sql)).toBe(403);
});

test('mail to customers and mail to staff are told apart', async () => {
	const { id } = await staffOf(sql).somebody('owner');
	await sql`
		insert into mail (booking_id, booking_version, staff_id, kind, to_email, to_name)
		values (${bookingId}, 1, ${id}, 'notice_booked', 'owner@test.example', 'Owner')
	`;
	const kinds = async (to: 'customers' | 'staff') => (await ofList({ to })).map(({ kind }) => kind);
	expect(await kinds('customers')).toEqual(['confirmation']);
	expect(await kinds('staff')).toEqual(['notice_booked']);
});
