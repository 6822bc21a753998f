import { beforeEach, expect, test } from 'vitest';
import { transaction } from '../../../src/lib/server/database/transaction.ts';
import { forgetMails } from '../../../src/lib/server/mail/forget.ts';
import { pauseMail } from '../../../src/lib/server/mail/pause.ts';
import { giveUpMail } from '../../../src/lib/server/mail/queue.ts';
import { eraseCustomer, type EraseResult } from '../../../src/lib/server/people/erase.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { proofsOf } from '../../support/proof.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';
import { waitsFor } from '../../support/waiting.ts';

// Who locks many mails locks them in the order of their ids, so that two of them never wait for each
// other.

const { sql } = await testDatabase();
const NOBODY = { name: 'Erased customer', email: 'erased@erased.invalid' };
let shop: Shop;

beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
});

/** Two mails, of which the table, and the index by time, hold the second before the first. */
async function twoMails(state: 'queued' | 'paused') {
	const bookings = [await shop.booked(shop.at(5, 9)), await shop.booked(shop.at(5, 11))];
	await sql`delete from graphile_worker._private_jobs`;
	const bookingIds = bookings.map(({ id }) => id);
	await sql`update mail set state = ${state} where booking_id = ${bookingIds[1]!}`;
	await sql`
		update mail
		set state = ${state}, created_at = created_at + interval '1 minute'
		where booking_id = ${bookingIds[0]!}
	`;
	const mails = await sql<{ id: number }[]>`select id from mail order by id`;
	return { bookingIds, mailIds: mails.map(({ id }) => id) };
}

/** Whether it has left the second mail alone while it waits for the first. */
async function leavesSecond(mailIds: readonly number[], act: () => Promise<unknown>) {
	const [first, second] = mailIds as [number, number];
	let acting: Promise<unknown> | undefined;
	const free = await sql.begin(async (tx) => {
		await tx`select from mail where id = ${first} for update`;
		acting = act();
		await waitsFor(sql, 'row');
		return tx`select from mail where id = ${second} for update skip locked`;
	});
	await acting;
	return free.length === 1;
}

test('forgetting the mails of a customer', async () => {
	const { bookingIds, mailIds } = await twoMails('queued');
	const forget = () =>
		transaction(sql, (tx) => forgetMails(tx, { bookingIds, proofIds: [] }, NOBODY));
	expect(await leavesSecond(mailIds, forget)).toBe(true);
	expect(await sql`select from mail where to_name = ${NOBODY.name}`).toHaveLength(2);
});

test('erasing somebody to whom a way to sign in is just being written', async () => {
	const { customer } = await shop.booked(shop.at(5, 9));
	const by = await staffOf(sql).somebody('owner');
	const { mail } = await proofsOf(sql).ask(customer.email);
	let erasing: Promise<EraseResult> | undefined;
	await sql.begin(async (tx) => {
		await tx`select from mail where id = ${mail!.id} for update`;
		const wish = { id: customer.id, typedName: customer.name, upcoming: 1, by };
		erasing = eraseCustomer(sql, wish);
		await waitsFor(sql, 'row');
		// Who writes the mail comes to what it proves after that.
		await tx`select from email_proof where id = ${mail!.proofId} for update nowait`;
	});
	expect(await erasing).toMatchObject({ result: 'erased', erasure: { mails: 2 } });
});

test('giving up mails', async () => {
	const { mailIds } = await twoMails('queued');
	expect(await leavesSecond(mailIds, () => giveUpMail(sql))).toBe(true);
	expect(await sql`select from mail where state = 'failed'`).toHaveLength(2);
});

test('resuming mail', async () => {
	const { mailIds } = await twoMails('paused');
	const by = await staffOf(sql).somebody('owner');
	await sql`
		insert into mail_settings (paused_at, paused_by)
		values (reslot_clock(), ${by.name})
	`;
	const resume = () => pauseMail(sql, { scope: 'all', paused: false, by });
	expect(await leavesSecond(mailIds, resume)).toBe(true);
	expect(await sql`select from mail where state = 'queued'`).toHaveLength(2);
});
