import type { Sql } from '../database/connection.ts';
import { countAttempt, forgiveAttempts } from './attempts.ts';
import { checkPassword } from './password.ts';
import { beginSession, type Session } from './session.ts';
import type { Staff } from './staff.ts';

type SignedIn =
	| { result: 'signed_in'; staff: Staff; session: Session }
	| { result: 'wrong' }
	| { result: 'too_many'; tryAgainIn: number };

/**
 * Signs somebody in to the back office. An unknown email and a wrong password give the same
 * answer in the same time. `address` is the network address that the try came from;
 * `tryAgainIn` is in milliseconds.
 */
export async function signIn(
	sql: Sql,
	{ email, password, address }: { email: string; password: string; address: string }
): Promise<SignedIn> {
	const tryAgainIn = await countAttempt(address, email);
	if (tryAgainIn > 0) return { result: 'too_many', tryAgainIn };

	const [found] = await sql<(Staff & { passwordHash: string })[]>`
		select id, name, email, role, password_hash as "passwordHash"
		from staff
		where lower(email) = lower(${email})
	`;
	const right = await checkPassword(found?.passwordHash ?? null, password);
	if (!found || !right) return { result: 'wrong' };

	await forgiveAttempts(address, email);
	const staff: Staff = { id: found.id, name: found.name, email: found.email, role: found.role };
	return { result: 'signed_in', staff, session: await beginSession(sql, staff.id) };
}
