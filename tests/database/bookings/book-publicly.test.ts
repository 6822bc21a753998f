import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { bookPublicly, type PublicVisit } from '../../../src/lib/server/bookings/book-publicly.ts';
import type { Transaction } from '../../../src/lib/server/database/connection.ts';
import { lockFieldworkers } from '../../../src/lib/server/occupancy/lock.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { answerProofs, proofMailed } from '../../support/proof.ts';
import { openShop, VISITOR, type Shop } from '../../support/shop.ts';
import { someoneWaits } from '../../support/waiting.ts';
import { en } from '../../../src/lib/words/en/index.ts';

const { sql } = await testDatabase();
// Everybody may be on this machine, so only inboxes are counted; each test has its own.
const networkAddress = '127.0.0.1';

let shop: Shop;
let email: string;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	email = `visitor-${randomUUID()}@example.com`;
});

const tryToBook = (
	visit: Partial<PublicVisit> = {},
	more: { to?: string; form?: string; hour?: number; customerId?: number } = {}
) =>
	bookPublicly(
		sql,
		{
			serviceId: shop.serviceId,
			fieldworkerId: 'any',
			startsAt: shop.at(3, more.hour ?? 9),
			customer: { name: 'Vera Visitor', email: more.to ?? email, phone: '', address: '' },
			customerId: more.customerId,
			notes: '',
			requestId: more.form ?? randomUUID(),
			actor: VISITOR
		},
		{ networkAddress, ...visit }
	);

async function askedFor(): Promise<{ asker: string; code: string }> {
	const sent = await tryToBook();
	if (sent.result !== 'sent') throw new Error(sent.result);
	const mail = await proofMailed(sql, email);
	return { asker: sent.asker, code: mail!.code };
}

/** A customer who is kept, as whoever signs in is. */
async function aCustomer(address = email): Promise<{ customerId: number }> {
	const [added] = await sql<{ customerId: number }[]>`
		insert into customer (name, email)
		values ('Vera Visitor', ${address})
		returning id as "customerId"
	`;
	return added!;
}

const bookings = async () => (await sql`select from booking`).count;

test('without the flag nobody is asked for a proof', async () => {
	expect((await tryToBook()).result).toBe('booked');
	expect(await sql`select from email_proof`).toHaveLength(0);
});

test('where proof is wanted, a code is mailed and books once it is typed', async () => {
	await shop.setFlags({ requireEmailProof: true });
	const { asker, code } = await askedFor();
	expect(await bookings()).toBe(0);
	expect(await sql`select kind, to_email from mail`).toEqual([
		{ kind: 'confirm_email', to_email: email }
	]);
	expect(await tryToBook({ asker, code: code === '00000000' ? '1' : '00000000' })).toEqual({
		result: 'wrong',
		triesLeft: 4
	});
	expect((await tryToBook({ asker, code })).result).toBe('booked');
});

test('an address that this browser has proved is not asked for again, another one is', async () => {
	await shop.setFlags({ requireEmailProof: true });
	const { asker, code } = await askedFor();
	expect((await tryToBook({ asker, code })).result).toBe('booked');
	expect((await tryToBook({ asker }, { hour: 11 })).result).toBe('booked');
	const spelt = email.toUpperCase();
	expect((await tryToBook({ asker }, { hour: 13, to: spelt })).result).toBe('booked');
	expect((await tryToBook({ asker }, { hour: 15, to: `a${email}` })).result).toBe('sent');
	expect((await tryToBook({}, { hour: 15 })).result).toBe('sent');
	expect(await bookings()).toBe(3);
});

test('a code that is still good is not mailed again, until another one is wanted', async () => {
	await shop.setFlags({ requireEmailProof: true });
	const { asker } = await askedFor();
	expect(await tryToBook({ asker })).toMatchObject({ result: 'sent', asker });
	expect(await sql`select from mail`).toHaveLength(1);
	const other = await tryToBook({ asker, another: true });
	expect(other.result === 'sent' && other.asker !== asker).toBe(true);
	expect(await bookings()).toBe(0);
});

test('a code that was mailed to one address proves no other', async () => {
	await shop.setFlags({ requireEmailProof: true });
	const { asker, code } = await askedFor();
	expect(await tryToBook({ asker, code }, { to: `a${email}` })).toEqual({ result: 'over' });
	expect(await tryToBook({ code })).toEqual({ result: 'over' });
	expect(await bookings()).toBe(0);
});

test('whoever is signed in has proved what is theirs', async () => {
	await shop.setFlags({ requireEmailProof: true });
	expect((await tryToBook({}, await aCustomer())).result).toBe('booked');
});

test('whoever is signed in is booked for by who they are, though their address is corrected meanwhile', async () => {
	await shop.setFlags({ requireEmailProof: true });
	const { customerId } = await aCustomer();
	await sql`update customer set email = ${`new-${email}`} where id = ${customerId}`;
	expect(await tryToBook({}, { customerId })).toMatchObject({
		result: 'booked',
		booking: { customer: { id: customerId, email: `new-${email}` } }
	});
	expect(await sql`select id from customer`).toEqual([{ id: customerId }]);
	expect(await sql`select to_email from mail`).toEqual([{ to_email: `new-${email}` }]);
});

test('nothing is booked for who is erased while they book, nor is anybody added', async () => {
	const { customerId } = await aCustomer();
	let trying: ReturnType<typeof tryToBook> | undefined;
	await sql.begin(async (other) => {
		await other`select from customer where id = ${customerId} for update`;
		await other`
			update customer
			set erased_at = reslot_clock(), email = ${`erased-${email}`}
			where id = ${customerId}
		`;
		trying = tryToBook({}, { customerId });
		await someoneWaits(sql);
	});
	expect(await trying).toMatchObject({
		result: 'refused',
		reason: 'erased',
		words: en.answers.forgotten
	});
	expect(await bookings()).toBe(0);
	expect(await sql`select id from customer`).toEqual([{ id: customerId }]);
});

test('a form that has made its booking needs no proof when it comes again', async () => {
	await shop.setFlags({ requireEmailProof: true });
	const form = randomUUID();
	await tryToBook({}, { form, ...(await aCustomer()) });
	expect((await tryToBook({}, { form })).result).toBe('booked');
	expect(await bookings()).toBe(1);
});

test('what is proved and cannot be had is refused, and the proof counts for the next try', async () => {
	await shop.setFlags({ requireEmailProof: true });
	const { asker, code } = await askedFor();
	await tryToBook({}, await aCustomer(`first-${email}`));
	expect((await tryToBook({ asker, code })).result).toBe('taken');
	expect((await tryToBook({ asker }, { hour: 14 })).result).toBe('booked');
});

test('no code is mailed for a booking that would be one too many', async () => {
	for (const hour of [8, 9, 10, 11, 12]) {
		expect((await tryToBook({}, { hour })).result).toBe('booked');
	}
	await shop.setFlags({ requireEmailProof: true });
	expect((await tryToBook({}, { hour: 14 })).result).toBe('too_many');
	expect(await sql`select from email_proof`).toHaveLength(0);
});

test('codes that are asked for again and again come to an end', async () => {
	await shop.setFlags({ requireEmailProof: true });
	const answers: string[] = [];
	for (let n = 0; n < 8; n++) answers.push((await tryToBook()).result);
	expect(answers).toContain('too_many_codes');
	await answerProofs(sql);
	expect(await sql`select from mail where to_email = ${email}`).toHaveLength(6);
});

test('a form that has made its booking leaves nothing of another address that it says later', async () => {
	const form = randomUUID();
	expect((await tryToBook({}, { form })).result).toBe('booked');
	await shop.setFlags({ requireEmailProof: true });
	const again = await tryToBook({}, { form, to: 'stranger@example.com', hour: 11 });
	expect(again).toMatchObject({ result: 'booked', booking: { startsAt: shop.at(3, 9) } });
	expect(await sql`select email from customer`).toEqual([{ email }]);
	expect(await bookings()).toBe(1);
});

test('proofs that the business begins to want while somebody books are wanted of them, too (R3)', async () => {
	let trying: ReturnType<typeof tryToBook> | undefined;
	await sql.begin(async (other) => {
		await lockFieldworkers(other as Transaction, shop.fieldworkerIds);
		trying = tryToBook();
		await someoneWaits(sql);
		await shop.setFlags({ requireEmailProof: true });
	});
	expect((await trying)?.result).toBe('sent');
	expect(await bookings()).toBe(0);
	expect(await sql`select from customer`).toHaveLength(0);
});

test('a proof that ends while somebody books with it is wanted again (R3)', async () => {
	await shop.setFlags({ requireEmailProof: true });
	const { asker, code } = await askedFor();
	expect((await tryToBook({ asker, code })).result).toBe('booked');
	let trying: ReturnType<typeof tryToBook> | undefined;
	await sql.begin(async (other) => {
		await lockFieldworkers(other as Transaction, shop.fieldworkerIds);
		trying = tryToBook({ asker }, { hour: 11 });
		await someoneWaits(sql);
		await sql`update email_proof set proven_at = proven_at - interval '31 minutes'`;
	});
	expect((await trying)?.result).toBe('sent');
	expect(await bookings()).toBe(1);
});
