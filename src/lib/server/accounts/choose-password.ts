import { recordAct } from '../audit/record.ts';
import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { hashPassword, passwordProblem } from './password.ts';
import { beginSession, type Device, type Session } from './session.ts';
import { redeemStaffToken, type TokenPurpose } from './staff-token.ts';

type Chosen =
	| { result: 'signed_in'; session: Session }
	| { result: 'dead_link' }
	| { result: 'password_unfit'; words: string };

/**
 * Gives somebody the password that they chose at a secret address, and signs them in. The address is
 * used up; whoever else was signed in with the account is not any more.
 */
export async function choosePassword(
	sql: Sql,
	choice: { secret: string; purpose: TokenPurpose; password: string; device: Device }
): Promise<Chosen> {
	const words = passwordProblem(choice.password);
	if (words) return { result: 'password_unfit', words };
	const hash = await hashPassword(choice.password);
	return transaction<Chosen>(sql, async (tx, rollback) => {
		const staffId = await redeemStaffToken(tx, choice.secret, choice.purpose);
		if (staffId === null) return { result: 'dead_link' };
		const [person] = await tx<{ name: string }[]>`
			update staff
			set password_hash = ${hash}
			where id = ${staffId}
				and active
			returning name
		`;
		if (!person) return rollback({ result: 'dead_link' });
		await tx`
			delete from staff_session
			where staff_id = ${staffId}
		`;
		const action = choice.purpose === 'invite' ? 'staff.joined' : 'staff.password_changed';
		await recordAct(tx, { id: staffId, name: person.name }, { action, subject: person.name });
		const session = await beginSession(tx, staffId, choice.device);
		return { result: 'signed_in', session };
	});
}
