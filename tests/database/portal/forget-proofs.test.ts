import { beforeEach, expect, test } from 'vitest';
import { findMail } from '../../../src/lib/server/mail/log.ts';
import { forgetProofs } from '../../../src/lib/server/portal/forget-proofs.ts';
import { provenEmail } from '../../../src/lib/server/portal/prove.ts';
import { secretHash } from '../../../src/lib/server/portal/secret.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { keepWaitingMail } from '../../support/mail.ts';
import { proofsOf } from '../../support/proof.ts';
import { rowsRead } from '../../support/rows-read.ts';
import { openShop } from '../../support/shop.ts';

const { sql } = await testDatabase();
const proofs = proofsOf(sql);
const VISITOR = 'visitor@example.com';

let customer: { id: number; email: string };
beforeEach(async () => {
	await emptyDatabase(sql);
	const shop = await openShop(sql);
	({ customer } = await shop.booked(shop.at(3, 10)));
});

/** Asks and is mailed; answers with the browser's secret and the mail. */
async function mailed(email: string, purpose: 'sign_in' | 'booking') {
	const { asker, mail } = await proofs.ask(email, purpose);
	await keepWaitingMail(sql);
	return { asker, ...mail! };
}

/** So many hours pass, after which the sweep comes. */
async function pass(hours: number) {
	await sql`
		update email_proof
		set created_at = created_at - make_interval(hours => ${hours}),
			expires_at = expires_at - make_interval(hours => ${hours}),
			proven_at = proven_at - make_interval(hours => ${hours})
	`;
	await forgetProofs(sql);
}

const secretsOf = async (proofId: number) => {
	const [proof] = await sql`
		select asker, link_hash, code_hash, next
		from email_proof
		where id = ${proofId}
	`;
	return proof;
};
const NONE = { link_hash: null, code_hash: null, next: null };

test('of a visitor who never booked nothing is kept after a week', async () => {
	await mailed(VISITOR, 'booking');
	await pass(6 * 24);
	expect(await sql`select from mail where proof_id is not null`).toHaveLength(1);
	await pass(2 * 24);
	expect(await sql`select from mail where proof_id is not null`).toHaveLength(0);
	expect(await sql`select from email_proof`).toHaveLength(0);
});

test('of one who did book the mail stays in the log, and nothing of what proved it', async () => {
	const { asker, id, proofId } = await mailed(VISITOR, 'booking');
	const [ada] = await sql<{ id: number }[]>`
		insert into customer (name, email)
		values ('Ada', ${VISITOR.toUpperCase()})
		returning id
	`;
	await pass(6 * 24);
	expect((await secretsOf(proofId))!.code_hash).not.toBeNull();
	await pass(2 * 24);
	expect(await secretsOf(proofId)).toMatchObject(NONE);
	expect((await secretsOf(proofId))!.asker).not.toEqual(secretHash(asker));
	expect(await provenEmail(sql, asker)).toBeNull();
	await sql`update customer set email = 'ada@other.example' where id = ${ada!.id}`;
	await pass(24);
	expect((await findMail(sql, id))?.customerId).toBe(ada!.id);
});

test('what signed a customer in is not kept for longer than a day', async () => {
	const { id, proofId } = await mailed(customer.email, 'sign_in');
	await sql`update email_proof set proven_at = reslot_clock(), next = '/portal/profile'`;
	await pass(24);
	expect((await secretsOf(proofId))!.link_hash).not.toBeNull();
	await pass(1);
	expect(await secretsOf(proofId)).toMatchObject(NONE);
	expect((await findMail(sql, id))?.customerId).toBe(customer.id);
});

test('a mail that somebody is at is left alone, and forgotten the next time', async () => {
	const { id } = await mailed(VISITOR, 'booking');
	await sql.begin(async (tx) => {
		await tx`select from mail where id = ${id} for update`;
		await pass(8 * 24);
	});
	expect(await sql`select from email_proof`).toHaveLength(1);
	await forgetProofs(sql);
	expect(await sql`select from email_proof`).toHaveLength(0);
});

test('what is decided is not read again', async () => {
	await sql`
		with known as (
			insert into customer (name, email)
			select 'Customer', 'known' || n || '@example.com'
			from generate_series(1, 2000) n
			returning email
		),
		proof as (
			insert into email_proof (asker, email, purpose, answered, expires_at, proven_at)
			select
				uuid_send(gen_random_uuid()),
				email,
				purpose,
				true,
				reslot_clock() - interval '30 days',
				reslot_clock() - interval '30 days'
			from known, unnest(array['sign_in', 'booking']) purpose
			returning id, email, purpose
		)
		insert into mail (proof_id, kind, to_email, to_name, state, settled_at)
		select
			id,
			case purpose when 'sign_in' then 'sign_in' else 'confirm_email' end,
			email,
			'',
			'kept',
			reslot_clock()
		from proof
	`;
	await forgetProofs(sql);
	await sql`analyze`;
	const { email_proof, mail, customer: people } = await rowsRead(sql, forgetProofs);
	expect(email_proof! + mail! + people!).toBeLessThan(20);
});
