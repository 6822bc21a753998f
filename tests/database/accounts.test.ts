import { createHash } from 'node:crypto';
import type * as Argon2 from '@node-rs/argon2';
import { describe, expect, test, vi } from 'vitest';
import { beginSession, readSession, signOut } from '../../src/lib/server/accounts/session.ts';
import { sessionStore } from '../../src/lib/server/accounts/session-store.ts';
import { signIn } from '../../src/lib/server/accounts/sign-in.ts';
import { createStaff } from '../../src/lib/server/accounts/staff.ts';
import { testDatabase } from '../support/database.ts';

const { sql } = await testDatabase();

const DAY = 86_400_000;
const PASSWORD = 'correct horse battery';

let people = 0;
/** Somebody new, who can sign in from a network address of their own. */
async function somebody() {
	const email = `person${++people}@example.com`;
	const created = await createStaff(sql, { name: 'Ada', email, password: PASSWORD, role: 'owner' });
	if (created.result !== 'created') throw new Error(created.result);
	return { staff: created.staff, email, address: `192.0.2.${people}` };
}

const sessionsOf = (staffId: number) => sql<{ id: string; expiresAt: number }[]>`
	select id, expires_at as "expiresAt"
	from staff_session
	where staff_id = ${staffId}
`;

describe('an account', () => {
	test('keeps its password as argon2id with the cost of the plan', async () => {
		const { staff } = await somebody();
		const [row] = await sql<{ hash: string }[]>`
			select password_hash as hash from staff where id = ${staff.id}
		`;
		expect(row?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	});

	test('is not made twice for one email, whatever the capitals', async () => {
		const { email } = await somebody();
		const again = { name: 'Eve', email: email.toUpperCase(), password: PASSWORD } as const;
		expect(await createStaff(sql, { ...again, role: 'admin' })).toEqual({ result: 'email_taken' });
	});

	test('is refused, in words, with a password that is too short or too long', async () => {
		const person = { name: 'Ada', email: 'short@example.com', role: 'admin' } as const;
		for (const password of ['1234567', 'x'.repeat(129)]) {
			expect(await createStaff(sql, { ...person, password })).toMatchObject({
				result: 'password_unfit',
				words: expect.stringContaining('characters')
			});
		}
	});
});

describe('signing in', () => {
	test('opens a session that knows who it is', async () => {
		const { staff, email, address } = await somebody();
		const answer = await signIn(sql, { email: email.toUpperCase(), password: PASSWORD, address });
		if (answer.result !== 'signed_in') throw new Error(answer.result);
		expect(answer.staff).toEqual(staff);
		const found = await readSession(sql, answer.session.secret);
		expect(found).toMatchObject({ staff, extended: false });
	});

	test('answers alike for a wrong password and an unknown email', async () => {
		const { email, address } = await somebody();
		const wrong = await signIn(sql, { email, password: 'not the one', address });
		const unknown = await signIn(sql, { email: 'nobody@example.com', password: PASSWORD, address });
		expect(wrong).toEqual({ result: 'wrong' });
		expect(unknown).toEqual(wrong);
	});

	test('takes about as long for an unknown email as for a wrong password', async () => {
		const { email } = await somebody();
		const time = async (who: string, address: string) => {
			const started = performance.now();
			await signIn(sql, { email: who, password: 'no', address });
			return performance.now() - started;
		};
		let [wrong, unknown] = [Infinity, Infinity];
		for (let i = 1; i <= 12; i++) {
			const address = `198.51.100.${i}`;
			wrong = Math.min(wrong, await time(email, address));
			unknown = Math.min(unknown, await time('nobody@example.com', address));
		}
		expect(unknown).toBeGreaterThan(wrong / 3);
		expect(unknown).toBeLessThan(wrong * 3);
	});

	test('works again after the machine could not hash once', async () => {
		vi.doMock('@node-rs/argon2', async (load) => {
			const argon2 = await load<typeof Argon2>();
			return { ...argon2, hash: vi.fn(argon2.hash).mockRejectedValueOnce(new Error('no memory')) };
		});
		vi.resetModules();
		const { checkPassword, hashPassword } =
			await import('../../src/lib/server/accounts/password.ts');
		await expect(checkPassword(null, PASSWORD)).rejects.toThrow('no memory');
		expect(await checkPassword(await hashPassword(PASSWORD), PASSWORD)).toBe(true);
		vi.doUnmock('@node-rs/argon2');
	});

	test('reads a password alike however its accents are composed', async () => {
		const email = 'accents@example.com';
		await createStaff(sql, { name: 'Zoë', email, password: 'cafe\u0301 au lait', role: 'admin' });
		const answer = await signIn(sql, {
			email,
			password: 'caf\u00e9 au lait',
			address: '192.0.2.200'
		});
		expect(answer.result).toBe('signed_in');
	});

	test('is slowed down after six wrong tries, and says for how long, even when right', async () => {
		const { email, address } = await somebody();
		for (let i = 0; i < 6; i++) {
			expect((await signIn(sql, { email, password: 'guess', address })).result).toBe('wrong');
		}
		const answer = await signIn(sql, { email, password: PASSWORD, address });
		if (answer.result !== 'too_many') throw new Error(answer.result);
		expect(answer.tryAgainIn).toBeGreaterThan(0);
		expect(answer.tryAgainIn).toBeLessThanOrEqual(15 * 60_000);
	});

	test('stays open to its owner when a stranger elsewhere guesses', async () => {
		const { email, address } = await somebody();
		for (let i = 0; i < 8; i++)
			await signIn(sql, { email, password: 'guess', address: '203.0.113.9' });
		expect((await signIn(sql, { email, password: PASSWORD, address })).result).toBe('signed_in');
	});

	test('is slowed down per network address when many emails are tried', async () => {
		const address = '203.0.113.10';
		const answers = [];
		for (let i = 0; i < 31; i++) {
			answers.push(await signIn(sql, { email: `guess${i}@example.com`, password: 'x', address }));
		}
		expect(answers.at(29)?.result).toBe('wrong');
		expect(answers.at(30)?.result).toBe('too_many');
	});

	test('does not count tries that were right', async () => {
		const { email, address } = await somebody();
		for (let i = 0; i < 35; i++) {
			const answer = await signIn(sql, { email, password: PASSWORD, address });
			expect(answer.result).toBe('signed_in');
		}
	});
});

describe('a session', () => {
	test('is stored as the SHA-256 of its secret only', async () => {
		const { staff } = await somebody();
		const { secret } = await beginSession(sql, staff.id);
		const rows = await sessionsOf(staff.id);
		expect(rows.map((row) => row.id)).toEqual([createHash('sha256').update(secret).digest('hex')]);
	});

	test('is not opened by what is stored', async () => {
		const { staff } = await somebody();
		await beginSession(sql, staff.id);
		const [row] = await sessionsOf(staff.id);
		expect(await readSession(sql, row?.id ?? '')).toBeNull();
	});

	test('ends with signing out, and the others go on', async () => {
		const { staff } = await somebody();
		const here = await beginSession(sql, staff.id);
		const there = await beginSession(sql, staff.id);
		await signOut(sql, here.secret);
		expect(await readSession(sql, here.secret)).toBeNull();
		expect(await readSession(sql, there.secret)).not.toBeNull();
	});

	test('lasts 14 days, and 14 more when it is used in the second half of them', async () => {
		const { staff } = await somebody();
		const { secret, expiresAt } = await beginSession(sql, staff.id);
		expect(Math.abs(expiresAt - Date.now() - 14 * DAY)).toBeLessThan(60_000);

		await sql`update staff_session set expires_at = ${Date.now() + 8 * DAY} where staff_id = ${staff.id}`;
		expect(await readSession(sql, secret)).toMatchObject({ extended: false });

		await sql`update staff_session set expires_at = ${Date.now() + 6 * DAY} where staff_id = ${staff.id}`;
		expect(await readSession(sql, secret)).toMatchObject({ extended: true });
		const [row] = await sessionsOf(staff.id);
		expect(Math.abs((row?.expiresAt ?? 0) - Date.now() - 14 * DAY)).toBeLessThan(60_000);
	});

	test('is nobody once it has expired, and is cleared away', async () => {
		const { staff } = await somebody();
		const { secret } = await beginSession(sql, staff.id);
		await sql`update staff_session set expires_at = ${Date.now() - 1} where staff_id = ${staff.id}`;
		expect(await readSession(sql, secret)).toBeNull();
		expect(await sessionsOf(staff.id)).toHaveLength(0);
	});

	test('clears away the expired ones of everybody when one begins', async () => {
		const { staff } = await somebody();
		await beginSession(sql, staff.id);
		await sql`update staff_session set expires_at = ${Date.now() - 1} where staff_id = ${staff.id}`;
		await beginSession(sql, (await somebody()).staff.id);
		expect(await sessionsOf(staff.id)).toHaveLength(0);
	});

	test('sees a changed role at once', async () => {
		const { staff } = await somebody();
		const { secret } = await beginSession(sql, staff.id);
		await sql`update staff set role = 'fieldworker' where id = ${staff.id}`;
		expect((await readSession(sql, secret))?.staff.role).toBe('fieldworker');
	});

	test('can be told apart from the others of one person, and ended with all of them', async () => {
		const { staff } = await somebody();
		const { secret, expiresAt } = await beginSession(sql, staff.id);
		await beginSession(sql, staff.id);
		const store = sessionStore(sql);
		const listed = await store.getUserSessions(staff.id);
		expect(listed).toHaveLength(2);
		expect(listed[0]?.expiresAt).toBeInstanceOf(Date);
		expect(listed.some((session) => session.expiresAt.getTime() === expiresAt)).toBe(true);
		expect(JSON.stringify(listed)).not.toContain(secret);
		await store.deleteUserSessions(staff.id);
		expect(await readSession(sql, secret)).toBeNull();
	});
});
