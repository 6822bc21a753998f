import { beforeEach, describe, expect, test } from 'vitest';
import { findAccount, listAccounts } from '../../../src/lib/server/accounts/account.ts';
import { askForPassword } from '../../../src/lib/server/accounts/ask-for-password.ts';
import { changeAccount } from '../../../src/lib/server/accounts/change-account.ts';
import {
	closeAccount,
	reopenAccount,
	sendAccountMail
} from '../../../src/lib/server/accounts/close-account.ts';
import { inviteStaff } from '../../../src/lib/server/accounts/invite.ts';
import { changeOwnPassword } from '../../../src/lib/server/accounts/own-account.ts';
import { beginSession, readSession } from '../../../src/lib/server/accounts/session.ts';
import { listSessions, revokeSessions } from '../../../src/lib/server/accounts/sessions.ts';
import { signIn } from '../../../src/lib/server/accounts/sign-in.ts';
import { readStaffToken } from '../../../src/lib/server/accounts/staff-token.ts';
import type { Staff } from '../../../src/lib/server/accounts/staff.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { DEVICE, PASSWORD, staffOf } from '../../support/staff.ts';

const { sql } = await testDatabase();
const { acts, choose, invitation, secretFor, somebody } = staffOf(sql);

let shop: Shop;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
});

describe('an invitation', () => {
	test('makes an account that opens with its secret alone, once', async () => {
		const owner = await somebody('owner');
		const person = invitation('fieldworker', shop.fieldworkerIds[0]!);
		expect((await inviteStaff(sql, owner, person)).result).toBe('invited');
		const sign = { email: person.email, password: '', address: '192.0.2.9' };
		expect((await signIn(sql, sign)).result).toBe('wrong');
		const secret = await secretFor(person.email);
		expect(await readStaffToken(sql, secret, 'invite')).toMatchObject({ email: person.email });
		const chosen = await choose(secret, 'invite');
		if (chosen.result !== 'signed_in') throw new Error(chosen.result);
		const { staff } = (await readSession(sql, chosen.session.secret))!;
		expect(staff).toMatchObject({
			role: 'fieldworker',
			fieldworkerId: shop.fieldworkerIds[0]
		});
		expect(await choose(secret, 'invite', 'something else')).toEqual({ result: 'dead_link' });
		expect(await acts()).toEqual(['staff.invited', 'staff.joined']);
	});

	test('is used by one of two who use it at the same moment', async () => {
		const person = invitation();
		await inviteStaff(sql, await somebody('owner'), person);
		const secret = await secretFor(person.email);
		const results = await Promise.all([choose(secret, 'invite'), choose(secret, 'invite')]);
		expect(results.map(({ result }) => result).sort()).toEqual(['dead_link', 'signed_in']);
	});

	test('sent again leaves the older one working until one of them is used', async () => {
		const owner = await somebody('owner');
		const person = invitation();
		const invited = await inviteStaff(sql, owner, person);
		if (invited.result !== 'invited') throw new Error(invited.result);
		const older = await secretFor(person.email);
		expect(await sendAccountMail(sql, owner, invited.staffId)).toMatchObject({ kind: 'invite' });
		const newer = await secretFor(person.email);
		expect(newer).not.toBe(older);
		expect((await choose(newer, 'invite')).result).toBe('signed_in');
		expect(await readStaffToken(sql, older, 'invite')).toBeNull();
	});

	test('of an email that has an account is refused, whatever its capitals', async () => {
		const owner = await somebody('owner');
		const again = { ...invitation(), email: owner.email.toUpperCase() };
		expect(await inviteStaff(sql, owner, again)).toEqual({ result: 'email_taken' });
	});

	test('is not for a fieldworker whose calendar somebody has already', async () => {
		const owner = await somebody('owner');
		const [fieldworkerId] = shop.fieldworkerIds;
		await inviteStaff(sql, owner, invitation('fieldworker', fieldworkerId));
		const second = await inviteStaff(sql, owner, invitation('fieldworker', fieldworkerId));
		expect(second.result).toBe('fieldworker_taken');
		expect(await sql`select from staff where fieldworker_id = ${fieldworkerId!}`).toHaveLength(1);
	});

	test('is stored as a hash only, and expires after seven days', async () => {
		const person = invitation();
		await inviteStaff(sql, await somebody('owner'), person);
		const secret = await secretFor(person.email);
		const [row] = await sql<{ hash: Buffer; days: number }[]>`
			select
				token_hash as hash,
				extract(day from expires_at - created_at)::int as days
			from staff_token
		`;
		expect(row?.days).toBe(7);
		expect(row?.hash.toString('utf8')).not.toContain(secret);
		await sql`update staff_token set expires_at = reslot_clock()`;
		expect(await readStaffToken(sql, secret, 'invite')).toBeNull();
		expect((await choose(secret, 'invite')).result).toBe('dead_link');
	});
});

describe('a forgotten password', () => {
	// Each from elsewhere: tries are counted by where they come from.
	let asked = 0;
	const ask = (email: string) => askForPassword(sql, { email, address: `203.0.113.${++asked}` });

	test('is answered alike whether there is an account, and by a mail only where there is', async () => {
		const person = await somebody('admin');
		expect(await ask('nobody@example.com')).toEqual(await ask(person.email.toUpperCase()));
		const mails = await sql`select to_email as "to", kind from mail`;
		expect(mails).toEqual([{ to: person.email, kind: 'password_reset' }]);
	});

	test('is replaced once, within the hour, and signs out whoever was signed in', async () => {
		const person = await somebody('admin');
		const before = await beginSession(sql, person.id);
		await ask(person.email);
		const secret = await secretFor(person.email);
		expect((await choose(secret, 'invite')).result).toBe('dead_link');
		expect((await choose(secret, 'password_reset')).result).toBe('signed_in');
		expect(await readSession(sql, before.secret)).toBeNull();
		const sign = { email: person.email, password: 'mop and bucket', address: '192.0.2.8' };
		expect((await signIn(sql, sign)).result).toBe('signed_in');
		expect((await choose(secret, 'password_reset')).result).toBe('dead_link');
	});

	test('asked for by a stranger again and again fills nobody’s inbox', async () => {
		const person = await somebody('admin');
		for (let n = 0; n < 5; n++) await ask(person.email);
		expect(await sql`select from mail`).toHaveLength(3);
	});

	test('of an account that was closed is answered with nothing, and its secrets are dead', async () => {
		const [owner, person] = [await somebody('owner'), await somebody('admin')];
		await ask(person.email);
		const secret = await secretFor(person.email);
		await closeAccount(sql, owner, person.id);
		await ask(person.email);
		expect(await sql`select from mail`).toHaveLength(1);
		expect(await readStaffToken(sql, secret, 'password_reset')).toBeNull();
		await reopenAccount(sql, owner, person.id);
		expect((await choose(secret, 'password_reset')).result).toBe('dead_link');
	});
});

describe('an account that is closed', () => {
	test('is signed out everywhere and signs in no more, until it is opened again', async () => {
		const [owner, person] = [await somebody('owner'), await somebody('admin')];
		const { secret } = await beginSession(sql, person.id);
		expect(await closeAccount(sql, owner, person.id)).toEqual({ result: 'closed', sessions: 1 });
		expect(await readSession(sql, secret)).toBeNull();
		const sign = { email: person.email, password: PASSWORD, address: '192.0.2.7' };
		expect((await signIn(sql, sign)).result).toBe('wrong');
		await reopenAccount(sql, owner, person.id);
		expect((await signIn(sql, sign)).result).toBe('signed_in');
		expect(await acts()).toEqual(['staff.deactivated', 'staff.reactivated']);
	});
});

describe('one’s own account', () => {
	const change = (by: Staff, present: string, key: string) =>
		changeOwnPassword(sql, by, { present, password: 'a new pass phrase', key, address: '::1' });

	test('gets another password with the present one, and is signed out elsewhere', async () => {
		const person = await somebody('admin');
		const [here, there] = [
			await beginSession(sql, person.id, DEVICE),
			await beginSession(sql, person.id)
		];
		const key = (await listSessions(sql, person.id)).find(
			({ userAgent }) => userAgent === 'Firefox'
		)!.key;
		expect((await change(person, 'not the one', key)).result).toBe('wrong');
		expect(await change(person, PASSWORD, key)).toEqual({ result: 'changed', ended: 1 });
		expect(await readSession(sql, here.secret)).not.toBeNull();
		expect(await readSession(sql, there.secret)).toBeNull();
	});

	test('lists where it is signed in, and ends one of them or all others', async () => {
		const person = await somebody('admin');
		for (const userAgent of ['A', 'B', 'C']) {
			await beginSession(sql, person.id, { ...DEVICE, userAgent });
		}
		const sessions = await listSessions(sql, person.id);
		expect(sessions.map(({ userAgent }) => userAgent).sort()).toEqual(['A', 'B', 'C']);
		const [first, second] = sessions as [(typeof sessions)[0], (typeof sessions)[0]];
		const one = await revokeSessions(sql, person, { staffId: person.id, key: first.key });
		expect(one).toEqual({ result: 'revoked', sessions: 1 });
		const rest = await revokeSessions(sql, person, { staffId: person.id, except: second.key });
		expect(rest).toEqual({ result: 'revoked', sessions: 1 });
		expect(await listSessions(sql, person.id)).toHaveLength(1);
		const stranger = await somebody('admin');
		const theirs = { staffId: stranger.id, key: second.key };
		await revokeSessions(sql, stranger, theirs);
		expect(await listSessions(sql, person.id)).toHaveLength(1);
	});

	test('is seen once a minute, not at every request', async () => {
		const person = await somebody('admin');
		const { secret } = await beginSession(sql, person.id);
		const seen = async () => (await listSessions(sql, person.id))[0]!.lastSeenAt;
		const first = await seen();
		await readSession(sql, secret);
		expect(await seen()).toBe(first);
		await sql`update staff_session set last_seen_at = last_seen_at - interval '2 minutes'`;
		const earlier = await seen();
		await readSession(sql, secret);
		expect(await seen()).toBeGreaterThan(earlier);
	});

	test('is listed with its state, and what it was changed from and to is in the log', async () => {
		const [owner, person] = [await somebody('owner'), await somebody('admin')];
		await changeAccount(sql, owner, {
			staffId: person.id,
			name: 'Renamed',
			role: 'fieldworker',
			fieldworkerId: shop.fieldworkerIds[1]!
		});
		expect(await findAccount(sql, person.id)).toMatchObject({
			name: 'Renamed',
			role: 'fieldworker',
			fieldworker: { name: 'Worker 2' },
			state: 'active'
		});
		expect(await listAccounts(sql)).toHaveLength(2);
		const [act] = await sql`select old_values as old, new_values as new from audit`;
		expect(act).toMatchObject({
			old: { name: person.name, role: 'admin', fieldworker: '' },
			new: { name: 'Renamed', role: 'fieldworker', fieldworker: 'Worker 2' }
		});
	});
});
