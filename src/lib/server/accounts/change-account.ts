import { recordAct, type By } from '../audit/record.ts';
import type { Queryable } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { queueStaffMail } from '../mail/queue.ts';
import { lastOwner, lockAccount } from './account.ts';
import { NOT_ALLOWED, orFieldworkerTaken } from './refusals.ts';
import type { LastOwner, NotAllowed, NotFound } from './refusals.ts';
import { cancelStaffTokens } from './staff-token.ts';
import { mayManage, type Role } from './staff.ts';

type Change = {
	staffId: number;
	name: string;
	role: Role;
	fieldworkerId: number | null;
	/** Whether they are told by email of what customers do; left out, it stays as it is. */
	bookingNotices?: boolean;
};

type Changed = { result: 'changed' } | LastOwner | NotAllowed | NotFound;

/**
 * Changes somebody's name, role, or who they are on the calendar. It binds them at once, on open
 * pages too. The last owner stays one. With another role the secret addresses that they were sent
 * are dead: whoever could read those mails may not look after them any more.
 */
export async function changeAccount(sql: Queryable, by: By, change: Change) {
	const changed = transaction<Changed>(sql, async (tx) => {
		const locked = await lockAccount(tx, by, change.staffId);
		if (locked.result !== 'locked') return locked;
		const { account, asking } = locked;
		const { name, role, fieldworkerId, bookingNotices = account.bookingNotices } = change;
		if (!mayManage(asking, role)) return NOT_ALLOWED;
		const last = role === 'owner' ? null : await lastOwner(tx, account);
		if (last) return last;
		await tx`
			update staff
			set name = ${name},
				role = ${role},
				fieldworker_id = ${fieldworkerId},
				booking_notices = ${bookingNotices}
			where id = ${account.id}
		`;
		if (role !== account.role) {
			await cancelStaffTokens(tx, account.id);
			// Their invitation is among those.
			if (account.state === 'invited') {
				await queueStaffMail(tx, { staffId: account.id, kind: 'invite' });
			}
		}
		const [fieldworker] = await tx<{ name: string }[]>`
			select name from fieldworker where id = ${fieldworkerId}
		`;
		await recordAct(tx, by, {
			action: 'staff.changed',
			subject: account.name,
			old: {
				name: account.name,
				role: account.role,
				fieldworker: account.fieldworker?.name ?? '',
				bookingNotices: account.bookingNotices
			},
			new: { name, role, fieldworker: fieldworker?.name ?? '', bookingNotices }
		});
		return { result: 'changed' };
	});
	return orFieldworkerTaken(changed);
}
