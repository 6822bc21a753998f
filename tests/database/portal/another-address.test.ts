import { beforeEach, expect, test } from 'vitest';
import { editCustomer, findCustomer } from '../../../src/lib/server/people/customers-edit.ts';
import { answerProof } from '../../../src/lib/server/portal/answer-proof.ts';
import { askForProof } from '../../../src/lib/server/portal/ask.ts';
import { signInByCode } from '../../../src/lib/server/portal/sign-in.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { proofMailed } from '../../support/proof.ts';
import { openShop } from '../../support/shop.ts';
import { DEVICE } from '../../support/staff.ts';
import { someoneWaits } from '../../support/waiting.ts';

// Staff correct the address of a customer at the very moment in which somebody signs in with the old one.

const { sql } = await testDatabase();
const CORRECTED = 'corrected@example.com';

let customerId: number;
let email: string;
let by: { id: number; name: string };
let asker: string;
let proofId: number;
beforeEach(async () => {
	await emptyDatabase(sql);
	const shop = await openShop(sql);
	({ id: customerId, email } = (await shop.booked(shop.at(3, 10))).customer);
	const [staff] = await sql<(typeof by)[]>`
		insert into staff (email, name, role, password_hash)
		values ('olga@test.example', 'Olga', 'owner', 'x')
		returning id, name
	`;
	by = staff!;
	const wish = { email, purpose: 'sign_in', networkAddress: '127.0.0.1' } as const;
	const asked = await askForProof(sql, wish);
	if (asked.result !== 'asked') throw new Error(asked.result);
	({ asker } = asked);
	const [proof] = await sql<{ id: number }[]>`select id from email_proof`;
	proofId = proof!.id;
});

async function correct() {
	const { name, phone, address } = (await findCustomer(sql, customerId))!;
	const seen = { name, email, phone, address };
	return editCustomer(sql, { id: customerId, seen, contact: { ...seen, email: CORRECTED }, by });
}

/** Begins `work`, which comes as far as the proof, and then the correction; answers with both. */
async function meanwhile<Result>(work: () => Promise<Result>) {
	const begun: [Promise<PromiseSettledResult<Result>[]>?, Promise<unknown>?] = [];
	await sql.begin(async (other) => {
		await other`select from email_proof where id = ${proofId} for no key update`;
		begun[0] = Promise.allSettled([work()]);
		await someoneWaits(sql);
		begun[1] = Promise.allSettled([correct()]);
		await someoneWaits(sql, 2);
	});
	return Promise.all(begun);
}

test('a sign-in that is under way does not outlive the address that it proves', async () => {
	const { code } = (await proofMailed(sql, email))!;
	const [signedIn, corrected] = await meanwhile(() =>
		signInByCode(sql, { asker, code, device: DEVICE })
	);
	expect(corrected).toMatchObject([{ value: { result: 'edited' } }]);
	expect(signedIn).toMatchObject([{ value: { result: 'signed_in' } }]);
	expect(await sql`select from customer_session`).toHaveLength(0);
	expect((await findCustomer(sql, customerId))?.email).toBe(CORRECTED);
});

test('a mail that is just being queued goes with its proof, which opens nothing any more', async () => {
	const [answered, corrected] = await meanwhile(() => answerProof(sql, proofId));
	expect(answered).toMatchObject([{ status: 'fulfilled' }]);
	expect(corrected).toMatchObject([{ value: { result: 'edited' } }]);
	expect(await sql`select kind, proof_id from mail where proof_id is not null`).toEqual([
		{ kind: 'sign_in', proof_id: proofId }
	]);
	expect(
		await sql`
		select email, answered, expires_at <= reslot_clock() as over
		from email_proof
	`
	).toEqual([{ email: CORRECTED, answered: true, over: true }]);
});
