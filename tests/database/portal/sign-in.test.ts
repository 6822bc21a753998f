import { beforeEach, describe, expect, test } from 'vitest';
import { askForProof } from '../../../src/lib/server/portal/ask.ts';
import { forgetProofs } from '../../../src/lib/server/portal/forget-proofs.ts';
import { findAsked, peekProofLink } from '../../../src/lib/server/portal/prove.ts';
import { readCustomerSession } from '../../../src/lib/server/portal/session.ts';
import { signInByCode, signInByLink } from '../../../src/lib/server/portal/sign-in.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { answerProofs, proofMailed } from '../../support/proof.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { DEVICE } from '../../support/staff.ts';

const { sql } = await testDatabase();

let shop: Shop;
let email: string;
let addresses = 0;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql);
	({ email } = (await shop.booked(shop.at(3, 10))).customer);
});

/** Asks from a network address of its own, as limits go by that. */
async function ask(from = email, next?: string): Promise<string> {
	const networkAddress = `192.0.2.${++addresses}`;
	const wish = { email: from, purpose: 'sign_in', networkAddress } as const;
	const asked = await askForProof(sql, { ...wish, ...(next && { next }) });
	if (asked.result !== 'asked') throw new Error(asked.result);
	return asked.asker;
}
const byCode = (asker: string, code: string) => signInByCode(sql, { asker, code, device: DEVICE });
const byLink = (secret: string) => signInByLink(sql, { secret, device: DEVICE });
const mailed = async () => (await proofMailed(sql, email))!;
const other = (code: string) => `${(Number(code[0]) + 1) % 10}${code.slice(1)}`;
const later = (minutes: number) => sql`
	update email_proof
	set created_at = created_at - make_interval(mins => ${minutes}),
		expires_at = expires_at - make_interval(mins => ${minutes})
`;

describe('the mail with which a customer signs in', () => {
	test('opens by its code in the browser that asked, however it is typed, once', async () => {
		const asker = await ask();
		const { code } = await mailed();
		expect(await findAsked(sql, asker)).toMatchObject({ email, purpose: 'sign_in' });
		const typed = ` ${code.replace(' ', '-')} `;
		const answer = await byCode(asker, typed);
		if (answer.result !== 'signed_in') throw new Error(answer.result);
		const found = await readCustomerSession(sql, answer.session.secret);
		expect(found?.customer).toMatchObject({ email, reminders: true });
		expect(await byCode(asker, code)).toEqual({ result: 'over' });
		expect(await findAsked(sql, asker)).toBeNull();
	});

	test('opens by its link in any browser, once, and its code is used up with it', async () => {
		const asker = await ask();
		const { code, secret } = await mailed();
		expect(await peekProofLink(sql, secret!)).toMatchObject({ email });
		expect((await byLink(secret!)).result).toBe('signed_in');
		expect(await byLink(secret!)).toEqual({ result: 'over' });
		expect(await peekProofLink(sql, secret!)).toBeNull();
		expect(await byCode(asker, code)).toEqual({ result: 'over' });
	});

	test('leads to the page that was wanted where it was asked for', async () => {
		const wanted = '/portal/bookings/1001';
		await ask(email, wanted);
		expect(await byLink((await mailed()).secret!)).toMatchObject({ next: wanted });
		await ask();
		expect(await byLink((await mailed()).secret!)).toMatchObject({
			result: 'signed_in',
			next: null
		});
	});

	test.each([
		...['https://evil.test/portal', '//evil.test', '/b/secret', '/admin', '/portalx', ''],
		...['/portal?next=/b/secret', `/book?next=/b/${'x'.repeat(43)}`]
	])(
		'cannot be made to lead elsewhere, or to keep a secret, whoever stores it: %j',
		async (next) => {
			await ask();
			const store = sql`update email_proof set next = ${next}`;
			await expect(store).rejects.toThrow(/email_proof_next_check/);
		}
	);

	test('leads nowhere once the customer has another address', async () => {
		await ask(email, '/portal/bookings/1001');
		await mailed();
		await sql`update customer set email = 'other@example.com' where lower(email) = ${email}`;
		expect(await sql`select next from email_proof`).toEqual([{ next: null }]);
	});

	test('is used by one of two who use it at the same moment', async () => {
		const asker = await ask();
		const { code, secret } = await mailed();
		const answers = await Promise.all([byLink(secret!), byLink(secret!), byCode(asker, code)]);
		expect(answers.map(({ result }) => result).sort()).toEqual(['over', 'over', 'signed_in']);
	});

	test('has a code that opens nothing in another browser', async () => {
		const [mine, others] = [await ask(), await ask('nobody@example.com')];
		const { code } = await mailed();
		expect(await byCode(others, code)).toMatchObject({ result: 'wrong' });
		expect(await byCode('', code)).toEqual({ result: 'over' });
		expect((await byCode(mine, code)).result).toBe('signed_in');
	});

	test('is worth nothing after a quarter of an hour', async () => {
		const asker = await ask();
		const { code, secret } = await mailed();
		await later(15);
		expect(await peekProofLink(sql, secret!)).toBeNull();
		expect(await byLink(secret!)).toEqual({ result: 'over' });
		expect(await byCode(asker, code)).toEqual({ result: 'over' });
	});

	test('is over after five wrong codes, the link included', async () => {
		const asker = await ask();
		const { code, secret } = await mailed();
		const answers = [];
		for (let tries = 0; tries < 5; tries++) answers.push(await byCode(asker, other(code)));
		expect(answers).toEqual([
			...[4, 3, 2, 1].map((triesLeft) => ({ result: 'wrong', triesLeft })),
			{ result: 'over' }
		]);
		expect(await byCode(asker, code)).toEqual({ result: 'over' });
		expect(await byLink(secret!)).toEqual({ result: 'over' });
	});

	test('counts wrong codes that come at the same moment', async () => {
		const asker = await ask();
		const { code } = await mailed();
		const answers = await Promise.all(Array.from({ length: 8 }, () => byCode(asker, other(code))));
		expect(answers.filter(({ result }) => result === 'wrong')).toHaveLength(4);
		expect(await byCode(asker, code)).toEqual({ result: 'over' });
	});

	test('opens nothing once the customer has another address', async () => {
		const asker = await ask();
		const { code } = await mailed();
		await sql`update customer set email = 'other@example.com' where lower(email) = ${email}`;
		expect((await byCode(asker, code)).result).toBe('over');
	});
});

describe('who asks for it', () => {
	test('gets the same answer for an address that nobody has, and no mail goes out', async () => {
		const asker = await ask('nobody@example.com');
		expect(await findAsked(sql, asker)).toMatchObject({ email: 'nobody@example.com' });
		expect(await byCode(asker, '12345678')).toEqual({ result: 'wrong', triesLeft: 4 });
		expect(await proofMailed(sql, 'nobody@example.com')).toBeNull();
	});

	test('has a dozen mails that led nowhere sent to one inbox within an hour, however it is written', async () => {
		for (let asks = 0; asks < 14; asks++) await ask(email.replace('@', `+${asks % 3}@`));
		await sql`update customer set email = ${email.replace('@', '+1@')} where lower(email) = ${email}`;
		for (let asks = 0; asks < 14; asks++) await ask(email.replace('@', '+1@'));
		await answerProofs(sql);
		const [count] = await sql`select count(*) as mails from mail where kind = 'sign_in'`;
		expect(count).toEqual({ mails: 12 });
	});

	test('waits after six tries from one place', async () => {
		const from = { email, purpose: 'sign_in', networkAddress: '198.51.100.7' } as const;
		const answers = [];
		for (let asks = 0; asks < 7; asks++) answers.push((await askForProof(sql, from)).result);
		expect(answers).toEqual([...Array<string>(6).fill('asked'), 'too_many']);
	});

	test('leaves nothing of addresses to which nothing was mailed', async () => {
		await ask('nobody@example.com');
		await ask();
		await answerProofs(sql);
		await later(74);
		await forgetProofs(sql);
		expect(await sql`select from email_proof`).toHaveLength(2);
		await later(2);
		await forgetProofs(sql);
		expect(await sql`select email from email_proof`).toEqual([{ email }]);
	});
});
