import { recordAct, type By } from '../audit/record.ts';
import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { queueStaffMail } from '../mail/queue.ts';
import { lockAsking } from './account.ts';
import { NOT_ALLOWED, orFieldworkerTaken, type NotAllowed } from './refusals.ts';
import { mayManage, type Role } from './staff.ts';

type Person = { name: string; email: string; role: Role; fieldworkerId: number | null };

type Invited = { result: 'invited'; staffId: number } | { result: 'email_taken' } | NotAllowed;

/**
 * Makes an account that has no password yet, and sends its person a mail with the address at which
 * they choose one.
 */
export async function inviteStaff(sql: Sql, by: By, person: Person) {
	const invited = transaction<Invited>(sql, async (tx) => {
		const { name, email, role } = person;
		const asking = await lockAsking(tx, by);
		if (!asking || !mayManage(asking, role)) return NOT_ALLOWED;
		const fieldworkerId = role === 'fieldworker' ? person.fieldworkerId : null;
		const [added] = await tx<{ id: number }[]>`
			insert into staff (name, email, role, fieldworker_id)
			values (${name}, ${email}, ${role}, ${fieldworkerId})
			on conflict ((lower(email))) do nothing
			returning id
		`;
		if (!added) return { result: 'email_taken' };
		await queueStaffMail(tx, { staffId: added.id, kind: 'invite' });
		await recordAct(tx, by, { action: 'staff.invited', subject: name, new: { email, role } });
		return { result: 'invited', staffId: added.id };
	});
	return orFieldworkerTaken(invited);
}
