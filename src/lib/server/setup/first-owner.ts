import { countAttempt, forgiveAttempts } from '../accounts/attempts.ts';
import { passwordProblem } from '../accounts/password.ts';
import { beginSession, type Session } from '../accounts/session.ts';
import { createStaff } from '../accounts/staff.ts';
import { recordAct } from '../audit/record.ts';
import type { Sql } from '../database/connection.ts';
import { transaction } from '../database/transaction.ts';
import { checkSetupCode, hasNoStaff } from './code.ts';

type Owner = { code: string; name: string; email: string; password: string };

type Made =
	| { result: 'made'; session: Session }
	/** Somebody has an account: there is nothing to set up any more. */
	| { result: 'over' }
	| { result: 'wrong_code' }
	| { result: 'password_unfit'; words: string }
	| { result: 'too_many'; tryAgainIn: number };

/**
 * Makes the first account, its person an owner, and signs them in. The code that the server printed
 * works once; of two who send it at the same time one becomes the owner. `tryAgainIn` is in
 * milliseconds.
 */
export async function makeFirstOwner(
	sql: Sql,
	owner: Owner,
	device: { networkAddress: string; userAgent: string }
): Promise<Made> {
	const words = passwordProblem(owner.password);
	if (words) return { result: 'password_unfit', words };
	const tryAgainIn = await countAttempt(device.networkAddress, 'setup');
	if (tryAgainIn > 0) return { result: 'too_many', tryAgainIn };
	if (!(await hasNoStaff(sql))) return { result: 'over' };
	if (!(await checkSetupCode(sql, owner.code))) return { result: 'wrong_code' };
	await forgiveAttempts(device.networkAddress, 'setup');

	return transaction<Made>(sql, async (tx) => {
		const used = await tx`delete from setup_code`;
		if (used.count === 0 || !(await hasNoStaff(tx))) return { result: 'over' };
		const { name, email, password } = owner;
		const created = await createStaff(tx, { name, email, password, role: 'owner' });
		if (created.result !== 'created') return { result: 'over' };
		const { staff } = created;
		await recordAct(tx, staff, { action: 'setup.completed', subject: name });
		return { result: 'made', session: await beginSession(tx, staff.id, device) };
	});
}
