import { beforeEach, describe, expect, test } from 'vitest';
import { changeAccount } from '../../../src/lib/server/accounts/change-account.ts';
import {
	closeAccount,
	reopenAccount,
	sendAccountMail
} from '../../../src/lib/server/accounts/close-account.ts';
import { inviteStaff } from '../../../src/lib/server/accounts/invite.ts';
import { revokeSessions } from '../../../src/lib/server/accounts/sessions.ts';
import { readStaffToken, redeemStaffToken } from '../../../src/lib/server/accounts/staff-token.ts';
import { transaction } from '../../../src/lib/server/database/transaction.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyDatabase } from '../../support/empty.ts';
import { openShop, type Shop } from '../../support/shop.ts';
import { staffOf } from '../../support/staff.ts';
import { someoneWaits } from '../../support/waiting.ts';

const { sql } = await testDatabase();
const { acts, choose, invitation, secretFor, somebody } = staffOf(sql);

let shop: Shop;
beforeEach(async () => {
	await emptyDatabase(sql);
	shop = await openShop(sql, { fieldworkers: 2 });
});

describe('a fieldworker’s calendar', () => {
	const given = (staffId: number) => ({
		...{ staffId, name: 'x', role: 'fieldworker' as const },
		fieldworkerId: shop.fieldworkerIds[0]!
	});
	const whose = () =>
		sql`select id from staff where active and fieldworker_id = ${shop.fieldworkerIds[0]!}`;

	test('is one account’s, also when two are given it at the same moment', async () => {
		const owner = await somebody('owner');
		for (let round = 0; round < 10; round++) {
			await sql`update staff set fieldworker_id = null`;
			const [one, other] = [await somebody('admin'), await somebody('admin')];
			const results = await Promise.all([
				changeAccount(sql, owner, given(one.id)),
				round % 2
					? changeAccount(sql, owner, given(other.id))
					: inviteStaff(sql, other, invitation('fieldworker', shop.fieldworkerIds[0]))
			]);
			expect(results.map(({ result }) => result)).toContain('fieldworker_taken');
			expect(await whose()).toHaveLength(1);
		}
	});

	test('is not given back to whoever had it before, while somebody else has it', async () => {
		const [owner, before, since] = [
			await somebody('owner'),
			await somebody('admin'),
			await somebody('admin')
		];
		await changeAccount(sql, owner, given(before.id));
		await closeAccount(sql, owner, before.id);
		expect((await changeAccount(sql, owner, given(since.id))).result).toBe('changed');
		const again = await reopenAccount(sql, owner, before.id);
		expect(again).toEqual({ result: 'fieldworker_taken' });
		expect(await whose()).toEqual([{ id: since.id }]);
	});
});

describe('with another role', () => {
	const promoted = (staffId: number) =>
		({ staffId, name: 'x', role: 'owner', fieldworkerId: null }) as const;

	test('the secrets that somebody was sent before are dead', async () => {
		const [owner, person] = [await somebody('owner'), await somebody('admin')];
		await sendAccountMail(sql, owner, person.id);
		const secret = await secretFor(person.email);
		await changeAccount(sql, owner, { ...promoted(person.id), role: 'admin' });
		expect(await readStaffToken(sql, secret, 'password_reset')).not.toBeNull();
		await changeAccount(sql, owner, promoted(person.id));
		expect((await choose(secret, 'password_reset')).result).toBe('dead_link');
		expect(await sql`select from mail`).toHaveLength(1);
	});

	test('somebody who has not joined yet gets a new invitation for the one that is dead', async () => {
		const owner = await somebody('owner');
		const person = invitation();
		const invited = await inviteStaff(sql, owner, person);
		if (invited.result !== 'invited') throw new Error(invited.result);
		const older = await secretFor(person.email);
		await changeAccount(sql, owner, promoted(invited.staffId));
		expect(await readStaffToken(sql, older, 'invite')).toBeNull();
		expect((await choose(await secretFor(person.email), 'invite')).result).toBe('signed_in');
	});

	test('an old secret that is used at that moment keeps nobody from anything', async () => {
		const [owner, person] = [await somebody('owner'), await somebody('admin')];
		await sendAccountMail(sql, owner, person.id);
		const secret = await secretFor(person.email);
		let changing: ReturnType<typeof changeAccount> | undefined;
		await transaction(sql, async (tx) => {
			expect(await redeemStaffToken(tx, secret, 'password_reset')).toBe(person.id);
			changing = changeAccount(sql, owner, promoted(person.id));
			await someoneWaits(sql);
			await tx`update staff set password_hash = password_hash where id = ${person.id}`;
		});
		expect((await changing)?.result).toBe('changed');
	});
});

describe('the last owner', () => {
	const asFieldworker = (staffId: number) =>
		({ staffId, name: 'x', role: 'admin', fieldworkerId: null }) as const;

	test('can be neither closed nor given another role', async () => {
		const owner = await somebody('owner');
		expect(await closeAccount(sql, owner, owner.id)).toEqual({ result: 'last_owner' });
		const demoted = await changeAccount(sql, owner, asFieldworker(owner.id));
		expect(demoted).toEqual({ result: 'last_owner' });
	});

	test('is not somebody who was only invited, nor somebody who has left', async () => {
		const [owner, left] = [await somebody('owner'), await somebody('owner')];
		await inviteStaff(sql, owner, invitation('owner'));
		expect((await closeAccount(sql, owner, left.id)).result).toBe('closed');
		expect(await closeAccount(sql, owner, owner.id)).toEqual({ result: 'last_owner' });
	});

	test('stays when two owners close each other’s account, or their own, at the same moment', async () => {
		for (let round = 0; round < 10; round++) {
			const [one, other] = [await somebody('owner'), await somebody('owner')];
			await sql`update staff set active = false where id not in ${sql([one.id, other.id])}`;
			const results = await Promise.all(
				round % 2
					? [closeAccount(sql, one, other.id), closeAccount(sql, other, one.id)]
					: [closeAccount(sql, one, one.id), changeAccount(sql, other, asFieldworker(other.id))]
			);
			const owners = await sql`select from staff where role = 'owner' and active`;
			expect(owners, JSON.stringify(results)).toHaveLength(1);
		}
	});
});

describe('an admin', () => {
	test('looks after admins and fieldworkers, and touches no owner', async () => {
		const [admin, owner, other] = [
			await somebody('admin'),
			await somebody('owner'),
			await somebody('admin')
		];
		const refused = { result: 'not_allowed' };
		expect(await inviteStaff(sql, admin, invitation('owner'))).toEqual(refused);
		expect(await closeAccount(sql, admin, owner.id)).toEqual(refused);
		expect(await sendAccountMail(sql, admin, owner.id)).toEqual(refused);
		const toOwner = { staffId: other.id, name: 'x', role: 'owner', fieldworkerId: null } as const;
		expect(await changeAccount(sql, admin, toOwner)).toEqual(refused);
		const demote = { ...toOwner, staffId: owner.id, role: 'admin' } as const;
		expect(await changeAccount(sql, admin, demote)).toEqual(refused);
		const everywhere = { staffId: other.id, except: '' };
		expect(await revokeSessions(sql, admin, everywhere)).toEqual(refused);
		expect((await closeAccount(sql, admin, other.id)).result).toBe('closed');
		expect(await acts()).toEqual(['staff.deactivated']);
	});

	test('who was demoted a moment ago may do none of it any more', async () => {
		const [admin, other] = [await somebody('admin'), await somebody('admin')];
		await sql`update staff set role = 'fieldworker' where id = ${admin.id}`;
		expect(await closeAccount(sql, admin, other.id)).toEqual({ result: 'not_allowed' });
	});

	test.each(['demoted', 'closed'] as const)(
		'who was an owner, and was %s, acts as one no more',
		async (how) => {
			const [was, other] = [await somebody('owner'), await somebody('admin')];
			await somebody('owner');
			if (how === 'demoted') await sql`update staff set role = 'admin' where id = ${was.id}`;
			else await sql`update staff set active = false where id = ${was.id}`;
			const refused = { result: 'not_allowed' };
			const toOwner = { staffId: other.id, name: 'x', role: 'owner', fieldworkerId: null } as const;
			expect(await changeAccount(sql, was, toOwner)).toEqual(refused);
			expect(await inviteStaff(sql, was, invitation('owner'))).toEqual(refused);
			expect(await revokeSessions(sql, was, { staffId: other.id, except: '' })).toEqual(refused);
			if (how === 'demoted') return;
			expect(await inviteStaff(sql, was, invitation('fieldworker'))).toEqual(refused);
			expect(await reopenAccount(sql, was, other.id)).toEqual(refused);
			expect(await sendAccountMail(sql, was, other.id)).toEqual(refused);
		}
	);
});
