import { recordAct, type By } from '../audit/record.ts';
import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { queueStaffMail } from '../mail/queue.ts';
import { lastOwner, lockAccount } from './account.ts';
import { orFieldworkerTaken } from './refusals.ts';
import type { LastOwner, NotAllowed, NotFound } from './refusals.ts';
import { cancelStaffTokens } from './staff-token.ts';

type Closed = { result: 'closed'; sessions: number } | LastOwner | NotAllowed | NotFound;

/**
 * Deactivates an account: they are signed out everywhere at once and cannot sign in. Nothing of what
 * they did is lost. The last owner's cannot be.
 */
export async function closeAccount(sql: Sql, by: By, staffId: number): Promise<Closed> {
	return transaction<Closed>(sql, async (tx) => {
		const locked = await lockAccount(tx, by, staffId);
		if (locked.result !== 'locked') return locked;
		const last = await lastOwner(tx, locked.account);
		if (last) return last;
		await tx`
			update staff
			set active = false
			where id = ${staffId}
		`;
		await cancelStaffTokens(tx, staffId);
		const ended = await tx`
			delete from staff_session
			where staff_id = ${staffId}
		`;
		await recordAct(tx, by, { action: 'staff.deactivated', subject: locked.account.name });
		return { result: 'closed', sessions: ended.count };
	});
}

type Reopened = { result: 'reopened' } | NotAllowed | NotFound;

/**
 * Lets somebody sign in again, with the password that they had. Not while somebody else has the
 * calendar that was theirs.
 */
export async function reopenAccount(sql: Sql, by: By, staffId: number) {
	const reopened = transaction<Reopened>(sql, async (tx) => {
		const locked = await lockAccount(tx, by, staffId);
		if (locked.result !== 'locked') return locked;
		await tx`
			update staff
			set active = true
			where id = ${staffId}
		`;
		await recordAct(tx, by, { action: 'staff.reactivated', subject: locked.account.name });
		return { result: 'reopened' };
	});
	return orFieldworkerTaken(reopened);
}

type MailQueued = { result: 'queued'; kind: 'invite' | 'password_reset' } | NotAllowed | NotFound;

/**
 * Sends somebody a new address at which they choose a password: an invitation while they have none,
 * else the answer to a forgotten one.
 */
export async function sendAccountMail(sql: Sql, by: By, staffId: number): Promise<MailQueued> {
	return transaction<MailQueued>(sql, async (tx) => {
		const locked = await lockAccount(tx, by, staffId);
		if (locked.result !== 'locked') return locked;
		const { state, name } = locked.account;
		if (state === 'inactive') return { result: 'not_found' };
		const kind = state === 'invited' ? 'invite' : 'password_reset';
		await queueStaffMail(tx, { staffId, kind });
		const action = kind === 'invite' ? 'staff.invited' : 'staff.password_reset_sent';
		await recordAct(tx, by, { action, subject: name });
		return { result: 'queued', kind };
	});
}
